/* A peer's life, from its offer until it has left or gone silent. */
#include "Relay.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

Peer *peer_ref(Peer *peer) { return g_atomic_rc_box_acquire(peer); }

static void release(gpointer data) {
  Peer *peer = data;
  g_clear_pointer(&peer->codec, gst_caps_unref);
  offer_clear(&peer->offer);
}

void peer_unref(gpointer peer) { g_atomic_rc_box_release_full(peer, release); }

static void release_closure(gpointer peer, GClosure *closure) {
  (void)closure;
  peer_unref(peer);
}

void peer_connect(Peer *peer, gpointer object, const char *signal, GCallback handler) {
  g_signal_connect_data(object, signal, handler, peer_ref(peer), release_closure, 0);
}

static gboolean follow_connection(gpointer data) {
  Peer *peer = data;
  if (peer->removed) return G_SOURCE_REMOVE;
  GstWebRTCPeerConnectionState state;
  g_object_get(peer->rtc, "connection-state", &state, NULL);
  FuryRelay *relay = peer->relay;
  if (state == GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED) {
    g_mutex_lock(&relay->lock);
    int news = !peer->live;
    peer->live = peer->needs_key = 1;
    peer->heard = g_get_monotonic_time();
    relay->schedule.watched = 1;
    g_mutex_unlock(&relay->lock);
    if (news) encoder_want_key(relay);
  } else if (
      state == GST_WEBRTC_PEER_CONNECTION_STATE_DISCONNECTED ||
      state == GST_WEBRTC_PEER_CONNECTION_STATE_FAILED ||
      state == GST_WEBRTC_PEER_CONNECTION_STATE_CLOSED) {
    peer_remove(peer, "the connection failed");
  }
  return G_SOURCE_REMOVE;
}

static void on_connection_state(GstElement *rtc, GParamSpec *property, gpointer data) {
  (void)rtc, (void)property;
  Peer *peer = data;
  relay_post(peer->relay, follow_connection, peer_ref(peer), peer_unref);
}

static gboolean follow_gathering(gpointer data) {
  Peer *peer = data;
  if (!peer->removed) peer_answer_if_ready(peer, g_get_monotonic_time());
  return G_SOURCE_REMOVE;
}

static void on_gathering_state(GstElement *rtc, GParamSpec *property, gpointer data) {
  (void)rtc, (void)property;
  Peer *peer = data;
  relay_post(peer->relay, follow_gathering, peer_ref(peer), peer_unref);
}

static int start(Peer *peer) {
  peer_connect(peer, peer->rtc, "notify::connection-state", G_CALLBACK(on_connection_state));
  peer_connect(peer, peer->rtc, "notify::ice-gathering-state", G_CALLBACK(on_gathering_state));
  return pipeline_start(peer);
}

Peer *peer_new(FuryRelay *relay, int payload, char *reason, size_t reason_size) {
  Peer *peer = g_atomic_rc_box_new0(Peer);
  peer->relay = relay;
  peer->number = ++relay->next_number;
  peer->began = g_get_monotonic_time();
  if (!pipeline_build(peer, payload) || !start(peer)) {
    g_snprintf(reason, reason_size, "GStreamer cannot set up a peer");
    peer_remove(peer, reason);
    peer_unref(peer);
    return NULL;
  }
  return peer;
}

void peer_answer(Peer *peer, const char *answer, const char *reason) {
  FuryRTCAnswered answered = peer->answered;
  if (!answered) return;
  peer->answered = NULL;
  g_mutex_lock(&peer->relay->lock);
  *(answer ? &peer->relay->statistics.answered : &peer->relay->statistics.refused) += 1;
  g_mutex_unlock(&peer->relay->lock);
  answered(answer, answer ? NULL : reason, peer->answered_context);
}

void peer_remove(Peer *peer, const char *reason) {
  if (peer->removed) return;
  peer->removed = 1;
  peer_ref(peer);
  FuryRelay *relay = peer->relay;
  g_mutex_lock(&relay->lock);
  peer->live = 0;
  g_ptr_array_remove(relay->peers, peer);
  relay->schedule.watched = 0;
  for (guint i = 0; i < relay->peers->len; i++)
    relay->schedule.watched |= ((Peer *)g_ptr_array_index(relay->peers, i))->live;
  g_mutex_unlock(&relay->lock);
  relay_keep_house(relay);
  peer_answer(peer, NULL, reason);
  pipeline_stop(peer);
  peer_unref(peer);
}

void peer_look_after(Peer *peer, gint64 now) {
  const FuryRelayOptions *options = &peer->relay->options;
  peer_answer_if_ready(peer, now);
  g_mutex_lock(&peer->relay->lock);
  int live = peer->live;
  gint64 heard = peer->heard;
  g_mutex_unlock(&peer->relay->lock);
  if (!live && now - peer->began > (gint64)options->connect_ms * 1000)
    peer_remove(peer, "no connection came about in time");
  else if (live && now - heard > (gint64)options->silence_ms * 1000)
    peer_remove(peer, "the peer went silent");
}
