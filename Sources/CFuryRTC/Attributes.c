#include "Attributes.h"

#include <stdlib.h>
#include <string.h>

int attributes_is_token(const char *text, size_t least, size_t most) {
  if (!text) return 0;
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] > '~') return 0;
  return length >= least && length <= most;
}

static const char *find(const GstSDPMessage *sdp, const GstSDPMedia *media, const char *name) {
  const char *value = gst_sdp_media_get_attribute_val(media, name);
  return value ? value : gst_sdp_message_get_attribute_val(sdp, name);
}

const char *attributes_token(
    const GstSDPMessage *sdp, const GstSDPMedia *media, const char *name, size_t least,
    size_t most) {
  const char *value = find(sdp, media, name);
  return attributes_is_token(value, least, most) ? value : NULL;
}

/* The digest of the name as many bytes as it has, in hexadecimal, with colons between. */
const char *attributes_fingerprint(const GstSDPMessage *sdp, const GstSDPMedia *media) {
  static const struct {
    const char *name;
    size_t bytes;
  } digests[] = {{"sha-256 ", 32}, {"sha-384 ", 48}, {"sha-512 ", 64}};
  const char *value = find(sdp, media, "fingerprint");
  if (!value) return NULL;
  for (size_t d = 0; d < G_N_ELEMENTS(digests); d++) {
    size_t name = strlen(digests[d].name), length = digests[d].bytes * 3 - 1;
    if (g_ascii_strncasecmp(value, digests[d].name, name) || strlen(value) != name + length)
      continue;
    for (size_t i = 0; i < length; i++)
      if (i % 3 == 2 ? value[name + i] != ':' : !g_ascii_isxdigit(value[name + i])) return NULL;
    return value;
  }
  return NULL;
}

/* The payload type that begins the text and is followed by a blank; -1 where none does. */
static int payload_of(const char *text) {
  if (!g_ascii_isdigit(*text)) return -1;
  char *end;
  long number = strtol(text, &end, 10);
  return *end == ' ' && number <= 127 ? (int)number : -1;
}

static int has_format(const GstSDPMedia *media, int payload) {
  char wanted[16];
  g_snprintf(wanted, sizeof wanted, "%d", payload);
  for (guint i = 0; i < gst_sdp_media_formats_len(media); i++)
    if (!strcmp(gst_sdp_media_get_format(media, i), wanted)) return 1;
  return 0;
}

/* The payload type of the medium with an attribute `PAYLOAD words`. */
static int find_payload(const GstSDPMedia *media, const char *name, const char *words) {
  const char *value;
  for (guint i = 0; (value = gst_sdp_media_get_attribute_val_n(media, name, i)); i++) {
    int payload = payload_of(value);
    if (payload >= 0 && has_format(media, payload) &&
        !g_ascii_strcasecmp(strchr(value, ' ') + 1, words))
      return payload;
  }
  return -1;
}

int attributes_find_vp8(const GstSDPMedia *media) {
  int payload = find_payload(media, "rtpmap", "VP8/90000");
  return payload >= 96 ? payload : -1; /* GStreamer knows no others */
}

int attributes_find_repetition(const GstSDPMedia *media, int payload) {
  char words[16];
  g_snprintf(words, sizeof words, "apt=%d", payload);
  int found = find_payload(media, "fmtp", words);
  return found == payload ? -1 : found;
}

const char *attributes_find_map(const GstSDPMedia *media, const char *format) {
  size_t length = strlen(format);
  const char *value;
  for (guint i = 0; (value = gst_sdp_media_get_attribute_val_n(media, "rtpmap", i)); i++)
    if (!strncmp(value, format, length) && value[length] == ' ' &&
        attributes_is_token(value + length + 1, 1, 64))
      return value;
  return NULL;
}

int attributes_have_feedback(const GstSDPMedia *media, int payload, const char *feedback) {
  const char *value;
  for (guint i = 0; (value = gst_sdp_media_get_attribute_val_n(media, "rtcp-fb", i)); i++) {
    const char *blank = strchr(value, ' ');
    if (blank && !strcmp(blank + 1, feedback) &&
        (!strncmp(value, "* ", 2) || payload_of(value) == payload))
      return 1;
  }
  return 0;
}

static int is_number(const char *text, guint64 most) {
  return g_ascii_string_to_unsigned(text, 10, 0, most, NULL, NULL);
}

/* "FOUNDATION COMPONENT udp PRIORITY ADDRESS PORT typ TYPE". Names instead of addresses would be
   looked up, for whoever sends them; what browsers hide behind .local names is found without: they
   begin, and are answered where they come from. */
static int is_candidate(char **words) {
  return g_strv_length(words) >= 8 && attributes_is_token(words[0], 1, 32) &&
      is_number(words[1], 2) && !g_ascii_strcasecmp(words[2], "udp") &&
      is_number(words[3], G_MAXUINT32) && g_hostname_is_ip_address(words[4]) &&
      is_number(words[5], 65535) && !strcmp(words[6], "typ") &&
      (!strcmp(words[7], "host") || !strcmp(words[7], "srflx") || !strcmp(words[7], "prflx") ||
       !strcmp(words[7], "relay"));
}

void attributes_write_candidates(const GstSDPMedia *media, GString *text, int most) {
  const char *value;
  for (guint i = 0; most > 0; i++) {
    value = gst_sdp_media_get_attribute_val_n(media, "candidate", i);
    if (!value) return;
    char **words = g_strsplit(value, " ", 9);
    if (is_candidate(words)) {
      g_string_append_printf(
          text, "a=candidate:%s %s UDP %s %s %s typ %s\r\n", words[0], words[1], words[3],
          words[4], words[5], words[7]);
      most--;
    }
    g_strfreev(words);
  }
}
