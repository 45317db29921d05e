/* What the files of this folder share. */
#ifndef FURY_RELAY_H
#define FURY_RELAY_H

#include "CFuryRTC.h"
#include "Bitrate.h"
#include "Offer.h"
#include "Schedule.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>

/* A browser: a pipeline that takes encoded pictures, and what is known of it. Counted references:
   callbacks of other threads may come late. All but `live` and `needs_key` belongs to the control
   thread. */
typedef struct Peer {
  FuryRelay *relay;
  unsigned number;
  GstElement *pipeline, *source, *rtc;
  GObject *session; /* the RTP session, known once the peer was negotiated */
  GstCaps *codec; /* VP8 as this peer numbers it */
  Offer offer;
  gint64 began;     /* µs */
  gint64 described; /* µs, since when only candidates are waited for; 0: not yet */
  gint64 heard;     /* µs, when a report came last; guarded by the relay's lock */
  Feedback feedback; /* guarded by the relay's lock */
  int removed;
  /* Guarded by the relay's lock. */
  int live;      /* connected: pictures may go there */
  int needs_key; /* nothing it can decode before the next key picture */
  /* Who waits for the answer; NULL once it was given. */
  FuryRTCAnswered answered;
  void *answered_context;
} Peer;

struct FuryRelay {
  FuryRelayOptions options;

  /* The control thread decides everything; others leave work in its context. */
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GSource *beat;         /* when the next picture is due */
  GSource *housekeeping; /* while there are peers */
  unsigned next_number;

  /* Encoder.c: one pipeline from raw to encoded pictures. */
  GstElement *pipeline, *source, *encoder, *sink;
  GMutex conversion; /* one picture is converted at a time; guards the next two */
  GstBufferPool *pool;
  GstVideoInfo pool_info;

  GMutex lock; /* guards what follows */
  GPtrArray *peers;
  GstBuffer *latest; /* the newest picture, as I420 */
  GstCaps *format;   /* of that */
  int width, height; /* of that */
  Schedule schedule;
  FuryRelayStatistics statistics;
  Meter meter; /* of the encoded bytes */
};

/* Library.c: loads what is needed, once a process; 0 with a reason where it is not there. */
int rtc_library_open(char *reason, size_t reason_size);
void rtc_log(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Relay.c: runs `work(data)` on the control thread, later. */
void relay_post(FuryRelay *relay, GSourceFunc work, gpointer data, GDestroyNotify destroy);
/* Begins or ends the regular look after the peers, as their number wants it. */
void relay_keep_house(FuryRelay *relay);

/* Pictures.c: releases what fury_rtc_push keeps. */
void pictures_close(FuryRelay *relay);

/* FanOut.c: an encoded picture goes to every peer that can use it. */
GstFlowReturn fan_out(GstAppSink *sink, gpointer relay);

/* Encoder.c */
int encoder_open(FuryRelay *relay, char *reason, size_t reason_size);
void encoder_close(FuryRelay *relay);
/* With the lock held, after any change of the schedule. */
void encoder_set_beat(FuryRelay *relay);
/* A key picture as soon as the least distance to the last one is kept. */
void encoder_want_key(FuryRelay *relay);
/* Sends the picture that is due, if one is, and sets the beat for the next. Control thread. */
void encoder_beat(FuryRelay *relay);
/* Follows what the peers report. Control thread. */
void encoder_follow_feedback(FuryRelay *relay);

/* Peer.c */
/* A peer that is not in the relay's list yet; NULL with a reason where an element fails. */
Peer *peer_new(FuryRelay *relay, int payload, char *reason, size_t reason_size);
Peer *peer_ref(Peer *peer);
void peer_unref(gpointer peer);
/* Ends the peer and takes it out of the list; the answer, if still owed, is `reason`. */
void peer_remove(Peer *peer, const char *reason);
/* Gives the answer that is owed: one of the two texts. */
void peer_answer(Peer *peer, const char *answer, const char *reason);
/* Calls `handler` with the peer for as long as the object lives. */
void peer_connect(Peer *peer, gpointer object, const char *signal, GCallback handler);
void peer_look_after(Peer *peer, gint64 now);

/* Pipeline.c */
int pipeline_build(Peer *peer, int payload);
int pipeline_start(Peer *peer);
/* Ends the pipeline and lets it go; once is enough. */
void pipeline_stop(Peer *peer);

/* Reports.c, Farewell.c: listen to a peer that was negotiated. */
void peer_hear_reports(Peer *peer);
void peer_hear_farewell(Peer *peer);

/* Negotiation.c: gives the answer if all candidates are there or the time for them is over. */
void peer_answer_if_ready(Peer *peer, gint64 now);

/* Addresses.c: 1 when this machine has no interface but loopback. */
int addresses_are_loopback_only(void);

#endif
