/* webrtcbin answers an offer of the video alone; this makes an answer to the whole offer of it. */
#include "Offer.h"

/* The lines of the video that are true of its transport, and so of what is bundled with it. */
static char *transport_lines(char **lines) {
  static const char *const names[] = {
      "a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:", "a=setup:", "a=rtcp-mux"};
  GString *text = g_string_new(NULL);
  for (; *lines; lines++)
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
      if (g_str_has_prefix(*lines, names[i])) g_string_append_printf(text, "%s\r\n", *lines);
  return g_string_free(text, FALSE);
}

static void append_group(GString *text, const Offer *offer) {
  g_string_append(text, "a=group:BUNDLE");
  for (int i = 0; i < offer->count; i++)
    if (offer->media[i].bundled) g_string_append_printf(text, " %s", offer->media[i].mid);
  g_string_append(text, "\r\n");
}

static void append_lines(GString *text, char **lines, char **end) {
  for (; lines < end; lines++)
    if (**lines && !g_str_has_prefix(*lines, "a=group:"))
      g_string_append_printf(text, "%s\r\n", *lines);
}

char *offer_complete_answer(const Offer *offer, const char *answer) {
  char **lines = g_strsplit(answer, "\r\n", 0), **video = lines, **end;
  while (*video && !g_str_has_prefix(*video, "m=")) video++;
  for (end = video; *end;) end++;
  char *transport = transport_lines(video);
  GString *text = g_string_new(NULL);
  append_lines(text, lines, video);
  append_group(text, offer);
  for (int i = 0; i < offer->count; i++) {
    const char *own = offer->media[i].lines;
    if (own) {
      g_string_append_printf(text, "%s%s", own, transport);
      continue;
    }
    append_lines(text, video, end);
    /* What GStreamer has no word for, and Reports.c reads. */
    if (offer->takes_estimates)
      g_string_append_printf(text, "a=rtcp-fb:%d goog-remb\r\n", offer->payload);
  }
  g_free(transport);
  int found = *video != NULL;
  g_strfreev(lines);
  return g_string_free(text, !found);
}
