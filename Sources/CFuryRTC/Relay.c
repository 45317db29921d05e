/* A relay's life, and its control thread. */
#include "Relay.h"

FuryRelayOptions fury_rtc_defaults(void) {
  return (FuryRelayOptions){
      .max_peers = 16,
      .max_rate = 60,
      .min_bitrate = 300000,
      .max_bitrate = 8000000,
      .gather_ms = 3000,
      .connect_ms = 15000,
      .silence_ms = 8000,
  };
}

static gpointer run_control(gpointer data) {
  FuryRelay *relay = data;
  g_main_context_push_thread_default(relay->context);
  g_main_loop_run(relay->loop);
  g_main_context_pop_thread_default(relay->context);
  return NULL;
}

/* A source whose time is set with g_source_set_ready_time, by any thread. */
static gboolean dispatch_beat(GSource *source, GSourceFunc function, gpointer data) {
  (void)function;
  g_source_set_ready_time(source, -1);
  encoder_beat(data);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs beat_functions = {.dispatch = dispatch_beat};

static GSource *make_beat(FuryRelay *relay) {
  GSource *beat = g_source_new(&beat_functions, sizeof(GSource));
  g_source_set_callback(beat, NULL, relay, NULL);
  return beat;
}

FuryRelay *fury_rtc_open(const FuryRelayOptions *options, char *reason, size_t reason_size) {
  if (!rtc_library_open(reason, reason_size)) return NULL;
  FuryRelay *relay = g_new0(FuryRelay, 1);
  relay->options = *options;
  relay->schedule = schedule_new(CLAMP(options->max_rate, 1, 120));
  relay->peers = g_ptr_array_new_with_free_func(peer_unref);
  g_mutex_init(&relay->lock);
  g_mutex_init(&relay->conversion);
  relay->context = g_main_context_new();
  relay->loop = g_main_loop_new(relay->context, FALSE);
  relay->beat = make_beat(relay);
  g_source_attach(relay->beat, relay->context);
  relay->thread = g_thread_new("fury-rtc", run_control, relay);
  if (!encoder_open(relay, reason, reason_size)) {
    fury_rtc_close(relay);
    return NULL;
  }
  return relay;
}

typedef struct {
  FuryRelay *relay;
  GSourceFunc work;
  gpointer data;
  GDestroyNotify destroy;
} Work;

static gboolean do_work(gpointer data) {
  Work *work = data;
  work->work(work->data);
  return G_SOURCE_REMOVE;
}

static void free_work(gpointer data) {
  Work *work = data;
  if (work->destroy) work->destroy(work->data);
  g_free(work);
}

void relay_post(FuryRelay *relay, GSourceFunc work, gpointer data, GDestroyNotify destroy) {
  Work *item = g_new(Work, 1);
  *item = (Work){relay, work, data, destroy};
  GSource *source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_DEFAULT);
  g_source_set_callback(source, do_work, item, free_work);
  g_source_attach(source, relay->context);
  g_source_unref(source);
}

static gboolean keep_house(gpointer data) {
  FuryRelay *relay = data;
  gint64 now = g_get_monotonic_time();
  /* Only this thread changes the list, so it may be read without the lock; backwards, because a
     peer may take itself out. */
  for (guint i = relay->peers->len; i-- > 0;)
    peer_look_after(g_ptr_array_index(relay->peers, i), now);
  encoder_follow_feedback(relay);
  return G_SOURCE_CONTINUE;
}

void relay_keep_house(FuryRelay *relay) {
  int wanted = relay->peers->len > 0;
  if (wanted == (relay->housekeeping != NULL)) return;
  if (wanted) {
    relay->housekeeping = g_timeout_source_new(200);
    g_source_set_callback(relay->housekeeping, keep_house, relay, NULL);
    g_source_attach(relay->housekeeping, relay->context);
  } else {
    g_source_destroy(relay->housekeeping);
    g_clear_pointer(&relay->housekeeping, g_source_unref);
  }
}

static gboolean end(gpointer data) {
  FuryRelay *relay = data;
  while (relay->peers->len)
    peer_remove(g_ptr_array_index(relay->peers, 0), "the server is stopping");
  g_main_loop_quit(relay->loop);
  return G_SOURCE_REMOVE;
}

void fury_rtc_close(FuryRelay *relay) {
  relay_post(relay, end, relay, NULL);
  g_thread_join(relay->thread);
  encoder_close(relay);
  pictures_close(relay);
  /* What was left in the context after that is not run, but is freed with it. */
  g_source_destroy(relay->beat);
  g_source_unref(relay->beat);
  g_main_loop_unref(relay->loop);
  g_main_context_unref(relay->context);
  g_ptr_array_unref(relay->peers);
  g_mutex_clear(&relay->lock);
  g_mutex_clear(&relay->conversion);
  g_free(relay);
}

void fury_rtc_statistics(FuryRelay *relay, FuryRelayStatistics *statistics) {
  g_mutex_lock(&relay->lock);
  *statistics = relay->statistics;
  statistics->peers = (int)relay->peers->len;
  statistics->connected = 0;
  for (guint i = 0; i < relay->peers->len; i++)
    statistics->connected += ((Peer *)g_ptr_array_index(relay->peers, i))->live;
  g_mutex_unlock(&relay->lock);
}
