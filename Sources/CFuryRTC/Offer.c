/* webrtcbin asserts much of what it is given. So it only ever sees an offer that was written here,
   of values that were checked; whatever else the browser offers is refused beside it. */
#include "Offer.h"
#include "Attributes.h"

#include <string.h>

static int refuse(char *reason, size_t size, const char *text) {
  g_snprintf(reason, size, "the offer %s", text);
  return 0;
}

static int is_text(const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if ((byte < 32 && byte != '\r' && byte != '\n' && byte != '\t') || byte > 126) return 0;
  }
  return 1;
}

static void write_codec(GString *text, const GstSDPMedia *media, int payload, int repetition) {
  g_string_append_printf(text, "a=rtpmap:%d VP8/90000\r\n", payload);
  static const char *const feedback[] = {"nack", "nack pli", "ccm fir"};
  for (size_t i = 0; i < G_N_ELEMENTS(feedback); i++)
    if (attributes_have_feedback(media, payload, feedback[i]))
      g_string_append_printf(text, "a=rtcp-fb:%d %s\r\n", payload, feedback[i]);
  if (repetition >= 0)
    g_string_append_printf(
        text, "a=rtpmap:%d rtx/90000\r\na=fmtp:%d apt=%d\r\n", repetition, repetition, payload);
}

/* The offer of the video alone; 0 where it lacks what a connection needs. */
static int write_video(
    Offer *offer, const GstSDPMessage *sdp, const GstSDPMedia *media, int payload) {
  const char *mid = attributes_token(sdp, media, "mid", 1, 32);
  const char *user = attributes_token(sdp, media, "ice-ufrag", 4, 256);
  const char *password = attributes_token(sdp, media, "ice-pwd", 22, 256);
  const char *fingerprint = attributes_fingerprint(sdp, media);
  const char *setup = attributes_token(sdp, media, "setup", 6, 7);
  int is_setup = setup && (!strcmp(setup, "actpass") || !strcmp(setup, "active") ||
                           !strcmp(setup, "passive"));
  if (!mid || !user || !password || !fingerprint || !is_setup) return 0;
  int repetition = attributes_find_repetition(media, payload);
  GString *text = g_string_new("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
  g_string_append_printf(
      text, "a=group:BUNDLE %s\r\nm=video 9 UDP/TLS/RTP/SAVPF %d", mid, payload);
  if (repetition >= 0) g_string_append_printf(text, " %d", repetition);
  g_string_append_printf(
      text,
      "\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=mid:%s\r\na=ice-ufrag:%s\r\n"
      "a=ice-pwd:%s\r\na=fingerprint:%s\r\na=setup:%s\r\na=recvonly\r\na=rtcp-mux\r\n"
      "a=rtcp-rsize\r\n",
      mid, user, password, fingerprint, setup);
  write_codec(text, media, payload, repetition);
  attributes_write_candidates(media, text, OFFER_MAX_CANDIDATES);
  g_string_append(text, "a=end-of-candidates\r\n");
  offer->video = g_string_free(text, FALSE);
  offer->payload = payload;
  offer->takes_estimates = attributes_have_feedback(media, payload, "goog-remb");
  return 1;
}

static int is_bundled(const GstSDPMessage *sdp, const char *mid) {
  const char *group = gst_sdp_message_get_attribute_val(sdp, "group");
  if (!group || !mid || !g_str_has_prefix(group, "BUNDLE ")) return 0;
  char **mids = g_strsplit(group, " ", 0);
  int found = g_strv_contains((const char *const *)mids + 1, mid);
  g_strfreev(mids);
  return found;
}

/* What is not the video: sound stays beside it without being used, because some browsers close the
   connection over a refusal; the rest is refused by port 0 (RFC 3264, section 6). */
static Medium answer_other(const GstSDPMessage *sdp, const GstSDPMedia *media) {
  const char *mid = attributes_token(sdp, media, "mid", 1, 32);
  const char *format = gst_sdp_media_get_format(media, 0);
  const char *map = attributes_find_map(media, format);
  int bundled = map && is_bundled(sdp, mid);
  GString *text = g_string_new(NULL);
  g_string_append_printf(
      text, "m=%s %d %s %s\r\nc=IN IP4 0.0.0.0\r\na=inactive\r\n", gst_sdp_media_get_media(media),
      bundled ? 9 : 0, gst_sdp_media_get_proto(media), format);
  if (mid) g_string_append_printf(text, "a=mid:%s\r\n", mid);
  if (map) g_string_append_printf(text, "a=rtpmap:%s\r\n", map);
  return (Medium){g_strdup(mid), g_string_free(text, FALSE), bundled};
}

static int is_medium(const GstSDPMedia *media) {
  return attributes_is_token(gst_sdp_media_get_media(media), 1, 32) &&
      attributes_is_token(gst_sdp_media_get_proto(media), 1, 64) &&
      gst_sdp_media_formats_len(media) > 0 &&
      attributes_is_token(gst_sdp_media_get_format(media, 0), 1, 64);
}

static int wants_video(const GstSDPMedia *media) {
  return !strcmp(gst_sdp_media_get_media(media), "video") &&
      g_str_has_suffix(gst_sdp_media_get_proto(media), "TLS/RTP/SAVPF") &&
      !gst_sdp_media_get_attribute_val(media, "sendonly") &&
      !gst_sdp_media_get_attribute_val(media, "inactive");
}

static int take_media(Offer *offer, const GstSDPMessage *sdp, char *reason, size_t size) {
  guint count = gst_sdp_message_medias_len(sdp);
  if (count < 1) return refuse(reason, size, "has no media");
  if (count > OFFER_MAX_MEDIA) return refuse(reason, size, "has more than 16 media");
  int saw_video = 0;
  for (guint i = 0; i < count; i++) {
    const GstSDPMedia *media = gst_sdp_message_get_media(sdp, i);
    if (!is_medium(media)) return refuse(reason, size, "has a medium that is not written as SDP");
    int payload = -1;
    if (wants_video(media)) {
      saw_video = 1;
      payload = attributes_find_vp8(media);
    }
    if (payload < 0 || offer->video) {
      offer->media[offer->count++] = answer_other(sdp, media);
      continue;
    }
    if (!write_video(offer, sdp, media, payload))
      return refuse(reason, size, "lacks mid, ice-ufrag, ice-pwd, fingerprint or setup");
    const char *mid = attributes_token(sdp, media, "mid", 1, 32);
    offer->media[offer->count++] = (Medium){g_strdup(mid), NULL, 1};
  }
  if (offer->video) return 1;
  return refuse(
      reason, size,
      saw_video ? "has no VP8, the only codec here" : "does not ask to receive video");
}

int offer_read(const char *bytes, size_t size, Offer *offer, char *reason, size_t reason_size) {
  memset(offer, 0, sizeof *offer);
  if (size == 0) return refuse(reason, reason_size, "is empty");
  if (size > OFFER_MAX_BYTES) return refuse(reason, reason_size, "is too long: 64 KiB at most");
  if (!is_text(bytes, size)) return refuse(reason, reason_size, "is not text");
  if (size < 4 || strncmp(bytes, "v=0", 3)) return refuse(reason, reason_size, "is not SDP");
  GstSDPMessage *sdp = NULL;
  gst_sdp_message_new(&sdp);
  char *copy = g_strndup(bytes, size);
  int good = gst_sdp_message_parse_buffer((const guint8 *)copy, (guint)size, sdp) == GST_SDP_OK
      ? take_media(offer, sdp, reason, reason_size)
      : refuse(reason, reason_size, "is not SDP");
  g_free(copy);
  gst_sdp_message_free(sdp);
  if (!good) offer_clear(offer);
  return good;
}

void offer_clear(Offer *offer) {
  g_clear_pointer(&offer->video, g_free);
  for (int i = 0; i < offer->count; i++) {
    g_free(offer->media[i].mid);
    g_free(offer->media[i].lines);
  }
  offer->count = 0;
}
