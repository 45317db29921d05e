/* GStreamer itself: only the plugins that are needed are loaded, from where it keeps them. A look
   through all plugins would take a second, start a process that prints, and write a cache. */
#define _GNU_SOURCE
#include "Relay.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static GMutex log_lock;
static FuryRTCLog log_line;
static void *log_context;

void fury_rtc_set_log(FuryRTCLog log, void *context) {
  g_mutex_lock(&log_lock);
  log_line = log;
  log_context = context;
  g_mutex_unlock(&log_lock);
}

static void hand_on(const char *text) {
  char line[512];
  g_strlcpy(line, text, sizeof line);
  g_strdelimit(line, "\r\n", ' ');
  g_mutex_lock(&log_lock);
  if (log_line) log_line(line, log_context);
  g_mutex_unlock(&log_lock);
}

void rtc_log(const char *format, ...) {
  char line[512];
  va_list values;
  va_start(values, format);
  g_vsnprintf(line, sizeof line, format, values);
  va_end(values);
  hand_on(line);
}

static void on_glib_message(
    const char *domain, GLogLevelFlags level, const char *text, gpointer unused) {
  (void)unused;
  if ((level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING)
    rtc_log("%s: %s", domain ? domain : "GLib", text);
}

static GLogWriterOutput on_glib_fields(
    GLogLevelFlags level, const GLogField *fields, gsize count, gpointer unused) {
  const char *domain = NULL, *text = "";
  for (gsize i = 0; i < count; i++) {
    if (fields[i].length >= 0) continue; /* not a string that ends with NUL */
    if (!strcmp(fields[i].key, "GLIB_DOMAIN")) domain = fields[i].value;
    if (!strcmp(fields[i].key, "MESSAGE")) text = fields[i].value;
  }
  on_glib_message(domain, level, text, unused);
  return G_LOG_WRITER_HANDLED;
}

static void on_print(const char *text) { hand_on(text); }

static void on_gst_message(
    GstDebugCategory *category, GstDebugLevel level, const gchar *file, const gchar *function,
    gint line, GObject *object, GstDebugMessage *message, gpointer unused) {
  (void)file, (void)function, (void)line, (void)object, (void)unused;
  if (level == GST_LEVEL_NONE || level > gst_debug_category_get_threshold(category)) return;
  rtc_log("%s: %s", gst_debug_category_get_name(category), gst_debug_message_get(message));
}

/* A plugin, an element of it that is used here, and the Debian package that has it. */
static const struct {
  const char *plugin, *element, *package;
} needed[] = {
    {"coreelements", "fakesink", "libgstreamer1.0-0"},
    {"app", "appsrc", "gstreamer1.0-plugins-base"},
    {"vpx", "vp8enc", "gstreamer1.0-plugins-good"},
    {"rtp", "rtpvp8pay", "gstreamer1.0-plugins-good"},
    {"rtpmanager", "rtpbin", "gstreamer1.0-plugins-good"},
    {"srtp", "srtpenc", "gstreamer1.0-plugins-bad"},
    {"dtls", "dtlsenc", "gstreamer1.0-plugins-bad"},
    {"nice", "nicesink", "gstreamer1.0-nice"},
    {"webrtc", "webrtcbin", "gstreamer1.0-plugins-bad"},
};

/* Loads a plugin's file from the folders that GStreamer's variable names; without it, from the one
   beside its library. */
static void load_plugin(const char *name) {
  const char *named = g_getenv("GST_PLUGIN_SYSTEM_PATH_1_0");
  if (!named) named = g_getenv("GST_PLUGIN_SYSTEM_PATH");
  char *beside = NULL;
  Dl_info library;
  if (!named && dladdr((void *)gst_init_check, &library) && library.dli_fname) {
    char *folder = g_path_get_dirname(library.dli_fname);
    beside = g_build_filename(folder, "gstreamer-1.0", NULL);
    g_free(folder);
  }
  char **folders = g_strsplit(named ? named : beside ? beside : "", G_SEARCHPATH_SEPARATOR_S, 0);
  for (char **folder = folders; *folder; folder++) {
    char *path = g_strdup_printf("%s/libgst%s.so", *folder, name);
    GstPlugin *plugin = gst_plugin_load_file(path, NULL);
    g_free(path);
    if (!plugin) continue;
    gst_object_unref(plugin);
    break;
  }
  g_strfreev(folders);
  g_free(beside);
}

static int have_element(const char *name) {
  GstElementFactory *factory = gst_element_factory_find(name);
  if (!factory) return 0;
  gst_object_unref(factory);
  return 1;
}

static void find_plugins(char *reason, size_t reason_size) {
  for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
    if (have_element(needed[i].element)) continue;
    load_plugin(needed[i].plugin);
    if (have_element(needed[i].element)) continue;
    g_snprintf(
        reason, reason_size, "GStreamer's plugin '%s' is missing: install %s", needed[i].plugin,
        needed[i].package);
    return;
  }
}

static void take_messages(void) {
  g_log_set_default_handler(on_glib_message, NULL);
  g_log_set_writer_func(on_glib_fields, NULL, NULL);
  g_set_print_handler(on_print);
  g_set_printerr_handler(on_print);
  gst_debug_remove_log_function(NULL);
  gst_debug_add_log_function(on_gst_message, NULL, NULL);
}

int rtc_library_open(char *reason, size_t reason_size) {
  static gsize once;
  static char why_not[160];
  if (g_once_init_enter(&once)) {
    char program[] = "fury-tui", no_search[] = "--gst-disable-registry-update";
    char *words[] = {program, no_search, NULL}, **arguments = words;
    int count = 2;
    GError *error = NULL;
    take_messages();
    if (!gst_init_check(&count, &arguments, &error))
      g_snprintf(
          why_not, sizeof why_not, "GStreamer does not start: %s",
          error ? error->message : "unknown reason");
    else
      find_plugins(why_not, sizeof why_not);
    g_clear_error(&error);
    g_once_init_leave(&once, 1);
  }
  if (!*why_not) return 1;
  g_strlcpy(reason, why_not, reason_size);
  return 0;
}
