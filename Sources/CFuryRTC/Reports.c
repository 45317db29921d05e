/* What a peer reports by RTCP: losses, and its estimate of the bandwidth. */
#include "Relay.h"

#include <gst/rtp/gstrtcpbuffer.h>
#include <string.h>

/* The peer's estimate: "REMB", how many sources, 6 bits of exponent, 18 of mantissa. */
static int64_t read_estimate(GstRTCPPacket *packet) {
  if (gst_rtcp_packet_fb_get_type(packet) != GST_RTCP_PSFB_TYPE_AFB) return 0;
  if (gst_rtcp_packet_fb_get_fci_length(packet) < 2) return 0; /* words */
  const guint8 *data = gst_rtcp_packet_fb_get_fci(packet);
  if (!data || memcmp(data, "REMB", 4)) return 0;
  int exponent = data[5] >> 2;
  int64_t mantissa = (data[5] & 3) << 16 | data[6] << 8 | data[7];
  return mantissa << MIN(exponent, 40);
}

/* The greatest loss that a report tells of, in 256ths; -1 where it has none. */
static int read_loss(GstRTCPPacket *packet) {
  int worst = -1;
  for (guint i = 0; i < gst_rtcp_packet_get_rb_count(packet); i++) {
    guint32 source, sequence, jitter, last, delay;
    gint32 lost;
    guint8 fraction;
    gst_rtcp_packet_get_rb(
        packet, i, &source, &fraction, &lost, &sequence, &jitter, &last, &delay);
    worst = MAX(worst, fraction);
  }
  return worst;
}

static void take_packet(Peer *peer, GstRTCPPacket *packet, gint64 now) {
  FuryRelay *relay = peer->relay;
  int loss = -1;
  int64_t estimate = 0;
  switch (gst_rtcp_packet_get_type(packet)) {
  case GST_RTCP_TYPE_RR:
  case GST_RTCP_TYPE_SR: loss = read_loss(packet); break;
  case GST_RTCP_TYPE_PSFB: estimate = read_estimate(packet); break;
  default: return;
  }
  g_mutex_lock(&relay->lock);
  Flow flow = {relay->options.min_bitrate, relay->options.max_bitrate, relay->meter.rate};
  if (loss >= 0) feedback_loss(&peer->feedback, loss, relay->statistics.bitrate, flow, now);
  if (estimate > 0) feedback_estimate(&peer->feedback, estimate, flow, now);
  g_mutex_unlock(&relay->lock);
}

/* A thread of the peer's pipeline; the session has checked nothing yet. */
static void on_receiving_rtcp(GObject *session, GstBuffer *buffer, gpointer data) {
  (void)session;
  Peer *peer = data;
  gint64 now = g_get_monotonic_time();
  if (!gst_rtcp_buffer_validate_reduced(buffer)) return;
  g_mutex_lock(&peer->relay->lock);
  peer->heard = now;
  g_mutex_unlock(&peer->relay->lock);
  GstRTCPBuffer rtcp = GST_RTCP_BUFFER_INIT;
  if (!gst_rtcp_buffer_map(buffer, GST_MAP_READ, &rtcp)) return;
  GstRTCPPacket packet;
  gboolean more = gst_rtcp_buffer_get_first_packet(&rtcp, &packet);
  for (; more; more = gst_rtcp_packet_move_to_next(&packet)) take_packet(peer, &packet, now);
  gst_rtcp_buffer_unmap(&rtcp);
}

void peer_hear_reports(Peer *peer) {
  GstElement *rtpbin = gst_bin_get_by_name(GST_BIN(peer->rtc), "rtpbin");
  if (!rtpbin) return;
  g_signal_emit_by_name(rtpbin, "get-internal-session", 0, &peer->session);
  gst_object_unref(rtpbin);
  if (peer->session)
    peer_connect(peer, peer->session, "on-receiving-rtcp", G_CALLBACK(on_receiving_rtcp));
}
