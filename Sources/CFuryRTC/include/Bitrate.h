/* Which bitrate the peers' reports allow: values only. Times are µs of any steady clock. */
#ifndef FURY_BITRATE_H
#define FURY_BITRATE_H

#include <stdint.h>

/* What one peer's reports allow. */
typedef struct Feedback {
  int64_t by_estimate; /* bit/s, from REMB (draft-alvestrand-rmcat-remb); 0: none came yet */
  int64_t estimate_at; /* when it came */
  int64_t by_loss;     /* bit/s, from the losses of receiver reports; 0: none came yet */
  int64_t loss_at;
} Feedback;

/* The bounds of the bitrate, and what was sent in the last second, in bit/s. */
typedef struct Flow {
  int64_t least, most, sent;
} Flow;

/* The bitrate for pictures of this size that a good line gets, within the bounds. */
int64_t bitrate_for_size(int width, int height, int64_t least, int64_t most);

/* The peer estimates that so many bit/s would arrive. */
void feedback_estimate(Feedback *feedback, int64_t bits, Flow flow, int64_t now);
/* `lost` 256ths of the packets since its last report did not arrive. */
void feedback_loss(Feedback *feedback, int lost, int64_t bitrate, Flow flow, int64_t now);
/* What this peer allows at `now`; INT64_MAX while it has reported nothing that still counts. */
int64_t feedback_allows(const Feedback *feedback, int64_t now);

/* How many bit/s went through a counter of bytes, over a second or so. */
typedef struct Meter {
  uint64_t bytes;
  int64_t since, rate;
} Meter;

void meter_read(Meter *meter, uint64_t bytes, int64_t now);

#endif
