/* Encoded pictures go out. */
#include "Relay.h"

/* So many pictures may wait in a peer's pipeline, which sends by UDP and so never blocks for long;
   beyond, the peer is left out until the next key picture. */
static const guint64 most_waiting = 30;

static void hand_to_peer(Peer *peer, GstSample *sample, int is_key) {
  if (!peer->live || (peer->needs_key && !is_key)) return;
  GstAppSrc *source = GST_APP_SRC(peer->source);
  if (gst_app_src_get_current_level_buffers(source) >= most_waiting) {
    peer->needs_key = 1;
    peer->relay->schedule.key_wanted = 1;
    return;
  }
  peer->needs_key = 0;
  gst_app_src_push_sample(source, sample);
}

GstFlowReturn fan_out(GstAppSink *sink, gpointer data) {
  FuryRelay *relay = data;
  GstSample *sample = gst_app_sink_pull_sample(sink);
  if (!sample) return GST_FLOW_EOS;
  GstBuffer *buffer = gst_sample_get_buffer(sample);
  int is_key = !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  g_mutex_lock(&relay->lock);
  relay->statistics.encoded++;
  relay->statistics.keyframes += (uint64_t)is_key;
  relay->statistics.bytes += gst_buffer_get_size(buffer);
  for (guint i = 0; i < relay->peers->len; i++)
    hand_to_peer(g_ptr_array_index(relay->peers, i), sample, is_key);
  g_mutex_unlock(&relay->lock);
  gst_sample_unref(sample);
  return GST_FLOW_OK;
}
