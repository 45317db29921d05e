#include "Bitrate.h"

/* Reports come every second or so; older ones tell of another line. */
static const int64_t stale = 5000000;

/* Four bits a pixel and second: 3.7 Mbit/s for 1280x720. */
int64_t bitrate_for_size(int width, int height, int64_t least, int64_t most) {
  int64_t bits = (int64_t)width * height * 4;
  return bits < least ? least : bits > most ? most : bits;
}

static int64_t bounded(int64_t bits, Flow flow) {
  return bits < flow.least ? flow.least : bits > flow.most ? flow.most : bits;
}

/* An estimate grows out of what arrives: where a still picture sends little, it is low on any line.
   So it binds when nearly as much was sent, and otherwise a former limit only loosens. Far below the
   least bitrate it would tell nothing but that the receiver was busy for a moment. */
void feedback_estimate(Feedback *feedback, int64_t bits, Flow flow, int64_t now) {
  int64_t former = feedback->by_estimate ? feedback->by_estimate : flow.most;
  int64_t loosened = former + former / 12;
  int binds = flow.sent * 2 > flow.least && flow.sent * 20 > bits * 17;
  feedback->by_estimate = bounded(binds || bits > loosened ? bits : loosened, flow);
  feedback->estimate_at = now;
}

/* The loss-based half of Google's congestion control (draft-ietf-rmcat-gcc, section 6): above a
   tenth lost it yields by half of the loss, below a fiftieth it tries a little more. */
void feedback_loss(Feedback *feedback, int lost, int64_t bitrate, Flow flow, int64_t now) {
  int64_t allowed = feedback->by_loss ? feedback->by_loss : flow.most;
  if (lost * 10 > 256) {
    int64_t base = allowed < bitrate ? allowed : bitrate;
    allowed = base - base * lost / 512;
  } else if (lost * 50 < 256) {
    allowed += allowed / 12;
  }
  feedback->by_loss = bounded(allowed, flow);
  feedback->loss_at = now;
}

int64_t feedback_allows(const Feedback *feedback, int64_t now) {
  int64_t allowed = INT64_MAX;
  if (feedback->by_estimate && now - feedback->estimate_at < stale) allowed = feedback->by_estimate;
  if (feedback->by_loss && now - feedback->loss_at < stale && feedback->by_loss < allowed)
    allowed = feedback->by_loss;
  return allowed;
}

void meter_read(Meter *meter, uint64_t bytes, int64_t now) {
  int64_t passed = now - meter->since;
  if (passed < 1000000) return;
  /* The first reading, and one after a long pause, tell nothing. */
  meter->rate = passed < 3000000 ? (int64_t)(bytes - meter->bytes) * 8000000 / passed : 0;
  meter->bytes = bytes;
  meter->since = now;
}
