/* A peer's pipeline: appsrc ! rtpvp8pay ! webrtcbin. */
#include "Relay.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

static gboolean fail(gpointer data) {
  peer_remove(data, "GStreamer could not serve this peer");
  return G_SOURCE_REMOVE;
}

static GstBusSyncReply on_message(GstBus *bus, GstMessage *message, gpointer data) {
  (void)bus;
  Peer *peer = data;
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
    GError *error = NULL;
    gst_message_parse_error(message, &error, NULL);
    rtc_log("peer %u: %s", peer->number, error->message);
    g_error_free(error);
    relay_post(peer->relay, fail, peer_ref(peer), peer_unref);
  }
  gst_message_unref(message);
  return GST_BUS_DROP;
}

/* What asks for a key picture (PLI, FIR) comes up the pipeline as an event. */
static GstPadProbeReturn on_upstream_event(GstPad *pad, GstPadProbeInfo *info, gpointer data) {
  (void)pad;
  Peer *peer = data;
  if (!gst_video_event_is_force_key_unit(GST_PAD_PROBE_INFO_EVENT(info))) return GST_PAD_PROBE_OK;
  encoder_want_key(peer->relay);
  return GST_PAD_PROBE_DROP;
}

static void set_up_ice(Peer *peer) {
  GObject *ice = NULL;
  g_object_get(peer->rtc, "ice-agent", &ice, NULL);
  if (!ice) return;
  /* Candidates for TCP would open ports that listen, on every interface. */
  if (g_object_class_find_property(G_OBJECT_GET_CLASS(ice), "ice-tcp"))
    g_object_set(ice, "ice-tcp", FALSE, NULL);
  /* The agent leaves loopback out on its own. */
  if (peer->relay->options.loopback_only || addresses_are_loopback_only()) {
    gboolean added = FALSE;
    g_signal_emit_by_name(ice, "add-local-ip-address", "127.0.0.1", &added);
  }
  g_object_unref(ice);
}

/* By default a stream is called after the user and the machine. */
static void set_up_name(Peer *peer) {
  GstElement *rtpbin = gst_bin_get_by_name(GST_BIN(peer->rtc), "rtpbin");
  if (!rtpbin) return;
  GstStructure *description =
      gst_structure_new("application/x-rtp-source-sdes", "cname", G_TYPE_STRING, "fury", NULL);
  g_object_set(rtpbin, "sdes", description, NULL);
  gst_structure_free(description);
  gst_object_unref(rtpbin);
}

static void set_up_transceiver(Peer *peer) {
  GstWebRTCRTPTransceiver *transceiver = NULL;
  g_signal_emit_by_name(peer->rtc, "get-transceiver", 0, &transceiver);
  if (!transceiver) return;
  g_object_set(
      transceiver, "direction", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDONLY, "do-nack", TRUE,
      "codec-preferences", peer->codec, NULL);
  gst_object_unref(transceiver);
}

int pipeline_build(Peer *peer, int payload) {
  GstElement *packets = gst_element_factory_make("rtpvp8pay", NULL);
  peer->pipeline = gst_pipeline_new(NULL);
  peer->source = gst_element_factory_make("appsrc", NULL);
  peer->rtc = gst_element_factory_make("webrtcbin", NULL);
  if (!packets || !peer->source || !peer->rtc) return 0;
  g_object_set(
      peer->source, "is-live", TRUE, "format", GST_FORMAT_TIME, "max-buffers", (guint64)0,
      "max-bytes", (guint64)0, "max-time", (guint64)0, NULL);
  guint source = g_random_int_range(1, G_MAXINT32);
  g_object_set(packets, "pt", payload, "ssrc", source, "mtu", 1200, NULL);
  gst_util_set_object_arg(G_OBJECT(packets), "picture-id-mode", "15-bit");
  gst_util_set_object_arg(G_OBJECT(peer->rtc), "bundle-policy", "max-bundle");
  g_object_set(peer->rtc, "latency", 0, NULL);
  peer->codec = gst_caps_new_simple(
      "application/x-rtp", "media", G_TYPE_STRING, "video", "encoding-name", G_TYPE_STRING, "VP8",
      "clock-rate", G_TYPE_INT, 90000, "payload", G_TYPE_INT, payload,
      "ssrc", G_TYPE_UINT, source, NULL);
  gst_bin_add_many(GST_BIN(peer->pipeline), peer->source, packets, peer->rtc, NULL);
  if (!gst_element_link(peer->source, packets)) return 0;
  return gst_element_link_pads_filtered(packets, "src", peer->rtc, "sink_%u", peer->codec);
}

int pipeline_start(Peer *peer) {
  GstBus *bus = gst_element_get_bus(peer->pipeline);
  gst_bus_set_sync_handler(bus, on_message, peer_ref(peer), peer_unref);
  gst_object_unref(bus);
  GstPad *pad = gst_element_get_static_pad(peer->source, "src");
  gst_pad_add_probe(
      pad, GST_PAD_PROBE_TYPE_EVENT_UPSTREAM, on_upstream_event, peer_ref(peer), peer_unref);
  gst_object_unref(pad);
  set_up_name(peer);
  set_up_ice(peer);
  set_up_transceiver(peer);
  /* One clock and one zero for all pipelines: pictures keep the time at which they were taken. */
  GstClock *clock = gst_system_clock_obtain();
  gst_pipeline_use_clock(GST_PIPELINE(peer->pipeline), clock);
  gst_object_unref(clock);
  gst_element_set_start_time(peer->pipeline, GST_CLOCK_TIME_NONE);
  gst_element_set_base_time(
      peer->pipeline, gst_element_get_base_time(peer->relay->pipeline));
  return gst_element_set_state(peer->pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

/* With its elements go the references to the peer that their callbacks hold. */
void pipeline_stop(Peer *peer) {
  if (peer->session) g_signal_handlers_disconnect_by_data(peer->session, peer);
  g_clear_object(&peer->session);
  if (!peer->pipeline) return;
  gst_element_set_state(peer->pipeline, GST_STATE_NULL);
  GstBus *bus = gst_element_get_bus(peer->pipeline);
  gst_bus_set_sync_handler(bus, NULL, NULL, NULL);
  gst_object_unref(bus);
  g_signal_handlers_disconnect_by_data(peer->rtc, peer);
  g_clear_pointer(&peer->pipeline, gst_object_unref);
}
