/* An SDP offer from anywhere, checked and reduced to what is needed. */
#ifndef FURY_OFFER_H
#define FURY_OFFER_H

#include <glib.h>

enum { OFFER_MAX_BYTES = 65536, OFFER_MAX_MEDIA = 16, OFFER_MAX_CANDIDATES = 64 };

/* What is answered to a medium. */
typedef struct Medium {
  char *mid;   /* NULL where it has none */
  char *lines; /* its answer; NULL for the video, which webrtcbin answers */
  int bundled; /* it stays, inactive, on the video's transport; else it is refused */
} Medium;

typedef struct Offer {
  char *video;         /* an offer of nothing but the video, written anew */
  int payload;         /* the number that it gives VP8 */
  int takes_estimates; /* 1 when it offers to send REMB */
  int count;
  Medium media[OFFER_MAX_MEDIA];
} Offer;

/* 0 with one line where the bytes are no offer that can be served. */
int offer_read(const char *bytes, size_t size, Offer *offer, char *reason, size_t reason_size);
void offer_clear(Offer *offer);
/* Answer.c: the answer to the whole offer, from one to the video alone. */
char *offer_complete_answer(const Offer *offer, const char *answer);

#endif
