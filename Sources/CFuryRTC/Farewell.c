/* A peer that leaves says so by closing DTLS; webrtcbin 1.22 hears it and goes on sending. */
#include "Relay.h"

/* GstDtlsConnectionState of the element, whose header is not public. */
enum { DTLS_CLOSED = 1, DTLS_FAILED = 2 };

static gboolean leave(gpointer peer) {
  peer_remove(peer, "the peer has left");
  return G_SOURCE_REMOVE;
}

static void on_state(GObject *decoder, GParamSpec *property, gpointer data) {
  (void)property;
  Peer *peer = data;
  int state = -1;
  g_object_get(decoder, "connection-state", &state, NULL);
  if (state == DTLS_CLOSED || state == DTLS_FAILED)
    relay_post(peer->relay, leave, peer_ref(peer), peer_unref);
}

void peer_hear_farewell(Peer *peer) {
  GstIterator *decoders =
      gst_bin_iterate_all_by_element_factory_name(GST_BIN(peer->rtc), "dtlsdec");
  GValue decoder = G_VALUE_INIT;
  while (gst_iterator_next(decoders, &decoder) == GST_ITERATOR_OK) {
    peer_connect(
        peer, g_value_get_object(&decoder), "notify::connection-state", G_CALLBACK(on_state));
    g_value_reset(&decoder);
  }
  g_value_unset(&decoder);
  gst_iterator_free(decoders);
}
