/* The one encoder: appsrc ! vp8enc ! appsink, fed by the control thread. */
#include "Relay.h"

#include <limits.h>

/* Live video as the peers of a conversation get it: no look ahead, a constant bitrate, the fastest
   search. Key pictures come when they are asked for. One thread: several wait for each other by
   spinning, which takes the processor from everybody where it is shared. */
static const struct {
  const char *name, *value;
} settings[] = {
    {"deadline", "1"},
    {"cpu-used", "8"},
    {"threads", "1"},
    {"lag-in-frames", "0"},
    {"keyframe-mode", "disabled"},
    {"end-usage", "cbr"},
    {"min-quantizer", "2"},
    {"max-quantizer", "56"},
    {"undershoot", "100"},
    {"overshoot", "15"},
    {"buffer-size", "1000"},
    {"buffer-initial-size", "500"},
    {"buffer-optimal-size", "600"},
    {"static-threshold", "1"},
};

static GstBusSyncReply on_encoder_message(GstBus *bus, GstMessage *message, gpointer data) {
  (void)bus, (void)data;
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
    GError *error = NULL;
    gst_message_parse_error(message, &error, NULL);
    rtc_log("encoder: %s", error->message);
    g_error_free(error);
  }
  gst_message_unref(message);
  return GST_BUS_DROP;
}

static void set_up(FuryRelay *relay) {
  g_object_set(
      relay->source, "is-live", TRUE, "format", GST_FORMAT_TIME, "max-buffers", (guint64)1,
      "max-bytes", (guint64)0, "max-time", (guint64)0, NULL);
  gst_util_set_object_arg(G_OBJECT(relay->source), "leaky-type", "downstream");
  for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
    gst_util_set_object_arg(G_OBJECT(relay->encoder), settings[i].name, settings[i].value);
  g_object_set(relay->sink, "sync", FALSE, "async", FALSE, NULL);
  GstAppSinkCallbacks callbacks = {.new_sample = fan_out};
  gst_app_sink_set_callbacks(GST_APP_SINK(relay->sink), &callbacks, relay, NULL);
}

int encoder_open(FuryRelay *relay, char *reason, size_t reason_size) {
  relay->pipeline = gst_pipeline_new("encoder");
  relay->source = gst_element_factory_make("appsrc", NULL);
  relay->encoder = gst_element_factory_make("vp8enc", NULL);
  relay->sink = gst_element_factory_make("appsink", NULL);
  if (!relay->source || !relay->encoder || !relay->sink) {
    g_strlcpy(reason, "GStreamer has no VP8 encoder: install gstreamer1.0-plugins-good", reason_size);
    return 0;
  }
  set_up(relay);
  gst_bin_add_many(GST_BIN(relay->pipeline), relay->source, relay->encoder, relay->sink, NULL);
  GstBus *bus = gst_element_get_bus(relay->pipeline);
  gst_bus_set_sync_handler(bus, on_encoder_message, relay, NULL);
  gst_object_unref(bus);
  if (!gst_element_link_many(relay->source, relay->encoder, relay->sink, NULL) ||
      gst_element_set_state(relay->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
    g_strlcpy(reason, "GStreamer's VP8 encoder does not start", reason_size);
    return 0;
  }
  return 1;
}

void encoder_close(FuryRelay *relay) {
  if (relay->pipeline) {
    gst_element_set_state(relay->pipeline, GST_STATE_NULL);
    g_clear_pointer(&relay->pipeline, gst_object_unref);
  }
  g_clear_pointer(&relay->latest, gst_buffer_unref);
  g_clear_pointer(&relay->format, gst_caps_unref);
}

/* With the lock held: whoever changes the schedule sets the beat, so that none is missed. */
void encoder_set_beat(FuryRelay *relay) {
  int64_t due = schedule_due(&relay->schedule);
  g_source_set_ready_time(relay->beat, due == INT64_MAX ? -1 : MAX(due, 0));
}

void encoder_want_key(FuryRelay *relay) {
  g_mutex_lock(&relay->lock);
  relay->schedule.key_wanted = 1;
  encoder_set_beat(relay);
  g_mutex_unlock(&relay->lock);
}

static void force_key(FuryRelay *relay) {
  GstPad *pad = gst_element_get_static_pad(relay->encoder, "src");
  gst_pad_send_event(
      pad, gst_video_event_new_upstream_force_key_unit(GST_CLOCK_TIME_NONE, TRUE, 0));
  gst_object_unref(pad);
}

static void set_bitrate(FuryRelay *relay, int64_t bits) {
  g_mutex_lock(&relay->lock);
  int64_t present = relay->statistics.bitrate;
  /* Every change makes the encoder think anew: not for a twentieth. */
  int changed = bits * 20 < present * 19 || bits * 20 > present * 21;
  if (changed) relay->statistics.bitrate = (int)bits;
  g_mutex_unlock(&relay->lock);
  if (changed) g_object_set(relay->encoder, "target-bitrate", (int)bits, NULL);
}

void encoder_follow_feedback(FuryRelay *relay) {
  gint64 now = g_get_monotonic_time();
  const FuryRelayOptions *options = &relay->options;
  g_mutex_lock(&relay->lock);
  meter_read(&relay->meter, relay->statistics.bytes, now);
  int64_t bits = bitrate_for_size(
      relay->width, relay->height, options->min_bitrate, options->max_bitrate);
  for (guint i = 0; i < relay->peers->len; i++) {
    Peer *peer = g_ptr_array_index(relay->peers, i);
    int64_t allowed = peer->live ? feedback_allows(&peer->feedback, now) : INT64_MAX;
    bits = MIN(bits, allowed);
  }
  g_mutex_unlock(&relay->lock);
  set_bitrate(relay, MAX(bits, options->min_bitrate));
}

void encoder_beat(FuryRelay *relay) {
  gint64 now = g_get_monotonic_time();
  g_mutex_lock(&relay->lock);
  GstBuffer *buffer = NULL;
  GstCaps *format = NULL;
  int key = 0, is_first = !relay->statistics.bitrate;
  if (schedule_due(&relay->schedule) <= now) {
    key = schedule_send(&relay->schedule, now);
    buffer = gst_buffer_copy(relay->latest);
    format = gst_caps_ref(relay->format);
  }
  encoder_set_beat(relay);
  g_mutex_unlock(&relay->lock);
  if (!buffer) return;
  if (is_first) encoder_follow_feedback(relay);
  if (key) force_key(relay);
  GST_BUFFER_PTS(buffer) = gst_element_get_current_running_time(relay->pipeline);
  GST_BUFFER_DURATION(buffer) = (GstClockTime)relay->schedule.interval * GST_USECOND;
  GstSample *sample = gst_sample_new(buffer, format, NULL, NULL);
  gst_app_src_push_sample(GST_APP_SRC(relay->source), sample);
  gst_sample_unref(sample);
  gst_buffer_unref(buffer);
  gst_caps_unref(format);
}
