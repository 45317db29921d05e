/* Pictures to browsers by WebRTC, behind plain C: VP8 is encoded once for all peers, each of which
   has a pipeline of its own. GStreamer and GLib stay inside.

   Bitrate.h and Schedule.h are the rules that it follows, which tests ask as well.

   Any thread may call any function here. What goes wrong is one line for people; nothing prints. */
#ifndef FURY_CFURYRTC_H
#define FURY_CFURYRTC_H

#include "Bitrate.h"
#include "Schedule.h"

#include <stddef.h>
#include <stdint.h>

typedef struct FuryRelay FuryRelay;

/* Library.c */

/* Called, on any thread, with one line that a library below would have printed. */
typedef void (*FuryRTCLog)(const char *line, void *context);
/* Where such lines go from now on; NULL, as at first: nowhere. The context must outlive that. */
void fury_rtc_set_log(FuryRTCLog log, void *context);

/* Relay.c */

typedef struct FuryRelayOptions {
  int max_peers;      /* at least 1 */
  int max_rate;       /* pictures a second, 1 to 120 */
  int min_bitrate;    /* bit/s, for all sizes of the picture */
  int max_bitrate;    /* bit/s; small pictures get less */
  int gather_ms;      /* how long an answer waits for candidates */
  int connect_ms;     /* a peer that has not connected by then is removed */
  int silence_ms;     /* so is one of which nothing was heard for that long */
  int loopback_only;  /* 1: candidates of the loopback interface and no other */
} FuryRelayOptions;

/* The values that suit a server; change what differs. */
FuryRelayOptions fury_rtc_defaults(void);

/* A relay without peers and without a frame. NULL where GStreamer lacks something; `reason` then
   holds one line, cut to `reason_size`. */
FuryRelay *fury_rtc_open(const FuryRelayOptions *options, char *reason, size_t reason_size);
/* Ends all peers, refuses the offers that wait for an answer, and frees the relay. */
void fury_rtc_close(FuryRelay *relay);

/* Pictures.c */

enum { FURY_RTC_MAX_SIDE = 8192 };

/* Takes a copy of a picture, bottom row first, rows packed: RGB with 3 `channels`, RGBA with 4.
   0 where sides (1 to FURY_RTC_MAX_SIDE) or size make no sense. The newest one wins: a picture that
   comes before its predecessor was encoded replaces it. */
int fury_rtc_push(
    FuryRelay *relay, const uint8_t *pixels, size_t size, int width, int height, int channels);

/* Negotiation.c */

/* `answer` is the SDP with all candidates, NULL for an offer that is refused; `reason` is then one
   line. Called once an offer, on another thread; the texts end with the call. */
typedef void (*FuryRTCAnswered)(const char *answer, const char *reason, void *context);
/* Answers an SDP offer of `size` bytes, which may be anything. */
void fury_rtc_answer(
    FuryRelay *relay, const char *offer, size_t size, FuryRTCAnswered answered, void *context);

typedef struct FuryRelayStatistics {
  int peers;          /* also those that are connecting */
  int connected;
  int bitrate;        /* bit/s asked of the encoder */
  uint64_t pushed;    /* pictures that came in */
  uint64_t encoded;   /* pictures that went out, to each peer that could take them */
  uint64_t keyframes; /* of those */
  uint64_t bytes;     /* of those */
  uint64_t answered;  /* offers */
  uint64_t refused;   /* offers */
} FuryRelayStatistics;

void fury_rtc_statistics(FuryRelay *relay, FuryRelayStatistics *statistics);

#endif
