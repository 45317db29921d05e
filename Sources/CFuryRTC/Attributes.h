/* Values of a parsed SDP offer, checked: what does not look as it must is as if it were not there. */
#ifndef FURY_ATTRIBUTES_H
#define FURY_ATTRIBUTES_H

#include <gst/sdp/gstsdpmessage.h>

/* 1 when the text is `least` to `most` visible characters, without blanks. */
int attributes_is_token(const char *text, size_t least, size_t most);
/* The medium's attribute of this name, else the session's; NULL where it is not such a token. */
const char *attributes_token(
    const GstSDPMessage *sdp, const GstSDPMedia *media, const char *name, size_t least,
    size_t most);
/* "sha-256 AB:CD...": NULL where there is none. */
const char *attributes_fingerprint(const GstSDPMessage *sdp, const GstSDPMedia *media);
/* The payload type of VP8, and that of its repetitions (RFC 4588); -1 where there is none. */
int attributes_find_vp8(const GstSDPMedia *media);
int attributes_find_repetition(const GstSDPMedia *media, int payload);
/* "0 PCMU/8000" for the format "0"; NULL where the medium does not say. */
const char *attributes_find_map(const GstSDPMedia *media, const char *format);
/* 1 when the medium offers this feedback ("nack pli") for the payload type or for all. */
int attributes_have_feedback(const GstSDPMedia *media, int payload, const char *feedback);
/* The candidates for UDP that give an address, at most so many, as lines of SDP. */
void attributes_write_candidates(const GstSDPMedia *media, GString *text, int most);

#endif
