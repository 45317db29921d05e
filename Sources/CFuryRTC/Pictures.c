/* Pictures come in: checked, turned the right way up and converted to what the encoder takes. */
#include "Relay.h"

#include <libyuv.h>

/* A buffer for a picture of this size; a pool, because fresh memory of a megabyte costs as much as
   the conversion. */
static GstBuffer *take_buffer(FuryRelay *relay, int width, int height) {
  GstVideoInfo *info = &relay->pool_info;
  if (!relay->pool || info->width != width || info->height != height) {
    pictures_close(relay);
    gst_video_info_set_format(info, GST_VIDEO_FORMAT_I420, width, height);
    info->fps_n = 0; /* as they come */
    info->fps_d = 1;
    GstBufferPool *pool = gst_buffer_pool_new();
    GstStructure *config = gst_buffer_pool_get_config(pool);
    gst_buffer_pool_config_set_params(config, NULL, (guint)info->size, 0, 0);
    if (!gst_buffer_pool_set_config(pool, config) || !gst_buffer_pool_set_active(pool, TRUE)) {
      gst_object_unref(pool);
      return NULL;
    }
    relay->pool = pool;
  }
  GstBuffer *buffer = NULL;
  gst_buffer_pool_acquire_buffer(relay->pool, &buffer, NULL);
  return buffer;
}

/* A negative height turns the picture over. */
static int convert(
    const GstVideoInfo *info, GstBuffer *buffer, const uint8_t *pixels, int channels) {
  GstMapInfo map;
  if (!gst_buffer_map(buffer, &map, GST_MAP_WRITE)) return 0;
  uint8_t *y = map.data + info->offset[0], *u = map.data + info->offset[1],
          *v = map.data + info->offset[2];
  int stride = info->width * channels;
  int failed = channels == 3
      ? RAWToI420(
            pixels, stride, y, info->stride[0], u, info->stride[1], v, info->stride[2],
            info->width, -info->height)
      : ABGRToI420(
            pixels, stride, y, info->stride[0], u, info->stride[1], v, info->stride[2],
            info->width, -info->height);
  gst_buffer_unmap(buffer, &map);
  return !failed;
}

int fury_rtc_push(
    FuryRelay *relay, const uint8_t *pixels, size_t size, int width, int height, int channels) {
  if (width < 1 || height < 1 || width > FURY_RTC_MAX_SIDE || height > FURY_RTC_MAX_SIDE) return 0;
  if (channels != 3 && channels != 4) return 0;
  if (size < (size_t)width * (size_t)height * (size_t)channels) return 0;

  g_mutex_lock(&relay->conversion);
  GstBuffer *buffer = take_buffer(relay, width, height);
  GstVideoInfo info = relay->pool_info;
  int converted = buffer && convert(&info, buffer, pixels, channels);
  g_mutex_unlock(&relay->conversion);
  if (!converted) {
    if (buffer) gst_buffer_unref(buffer);
    return 0;
  }

  g_mutex_lock(&relay->lock);
  GstBuffer *old = relay->latest;
  relay->latest = buffer;
  if (!relay->format || info.width != relay->width || info.height != relay->height) {
    g_clear_pointer(&relay->format, gst_caps_unref);
    relay->format = gst_video_info_to_caps(&info);
    relay->width = info.width;
    relay->height = info.height;
  }
  relay->statistics.pushed++;
  schedule_picture(&relay->schedule);
  encoder_set_beat(relay);
  g_mutex_unlock(&relay->lock);
  if (old) gst_buffer_unref(old);
  return 1;
}

void pictures_close(FuryRelay *relay) {
  if (!relay->pool) return;
  /* Buffers that are still out free themselves. */
  gst_buffer_pool_set_active(relay->pool, FALSE);
  g_clear_pointer(&relay->pool, gst_object_unref);
}
