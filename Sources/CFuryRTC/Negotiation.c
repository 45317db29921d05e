/* From an offer to an answer: set-remote-description, create-answer, set-local-description, and the
   candidates, for which it waits no longer than it must. Each step runs on the control thread, so
   several offers are answered side by side. */
#include "Relay.h"
#include "Offer.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

typedef void (*Step)(Peer *peer, const GstStructure *reply);

typedef struct {
  Peer *peer;
  Step step;
  GstPromise *promise;
} Reply;

static void free_reply(gpointer data) {
  Reply *reply = data;
  gst_promise_unref(reply->promise);
  peer_unref(reply->peer);
  g_free(reply);
}

static gboolean take_reply(gpointer data) {
  Reply *reply = data;
  Peer *peer = reply->peer;
  if (peer->removed) return G_SOURCE_REMOVE;
  const GstStructure *values = NULL;
  GstPromiseResult result = gst_promise_wait(reply->promise); /* it has replied: does not block */
  if (result == GST_PROMISE_RESULT_REPLIED) values = gst_promise_get_reply(reply->promise);
  if (result != GST_PROMISE_RESULT_REPLIED || (values && gst_structure_has_field(values, "error"))) {
    GError *error = NULL;
    if (values) gst_structure_get(values, "error", G_TYPE_ERROR, &error, NULL);
    rtc_log("peer %u: %s", peer->number, error ? error->message : "the negotiation was broken off");
    g_clear_error(&error);
    peer_remove(peer, "GStreamer does not accept the offer");
    return G_SOURCE_REMOVE;
  }
  reply->step(peer, values);
  return G_SOURCE_REMOVE;
}

/* Any thread. What is expected is ours to release, once it is answered or broken off. */
static void on_change(GstPromise *promise, gpointer data) {
  Reply *reply = data;
  Reply *posted = g_new(Reply, 1);
  *posted = (Reply){peer_ref(reply->peer), reply->step, promise};
  relay_post(reply->peer->relay, take_reply, posted, free_reply);
}

static void free_expected(gpointer data) {
  peer_unref(((Reply *)data)->peer);
  g_free(data);
}

/* A promise whose reply is given to `step` on the control thread. */
static GstPromise *expect(Peer *peer, Step step) {
  Reply *reply = g_new0(Reply, 1);
  reply->peer = peer_ref(peer);
  reply->step = step;
  return gst_promise_new_with_change_func(on_change, reply, free_expected);
}

static void on_local_description(Peer *peer, const GstStructure *reply) {
  (void)reply;
  peer->described = g_get_monotonic_time();
  peer_hear_reports(peer);
  peer_hear_farewell(peer);
  peer_answer_if_ready(peer, peer->described);
}

static void on_answer(Peer *peer, const GstStructure *reply) {
  GstWebRTCSessionDescription *answer = NULL;
  if (reply)
    gst_structure_get(reply, "answer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &answer, NULL);
  if (!answer) {
    peer_remove(peer, "GStreamer has no answer to the offer");
    return;
  }
  g_signal_emit_by_name(
      peer->rtc, "set-local-description", answer, expect(peer, on_local_description));
  gst_webrtc_session_description_free(answer);
}

static void on_remote_description(Peer *peer, const GstStructure *reply) {
  (void)reply;
  g_signal_emit_by_name(peer->rtc, "create-answer", NULL, expect(peer, on_answer));
}

void peer_answer_if_ready(Peer *peer, gint64 now) {
  if (!peer->answered || !peer->described) return;
  GstWebRTCICEGatheringState gathering;
  g_object_get(peer->rtc, "ice-gathering-state", &gathering, NULL);
  if (gathering != GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE &&
      now - peer->described < (gint64)peer->relay->options.gather_ms * 1000)
    return;
  GstWebRTCSessionDescription *local = NULL;
  g_object_get(peer->rtc, "local-description", &local, NULL);
  char *video = local ? gst_sdp_message_as_text(local->sdp) : NULL;
  char *answer = video ? offer_complete_answer(&peer->offer, video) : NULL;
  if (local) gst_webrtc_session_description_free(local);
  g_free(video);
  if (answer)
    peer_answer(peer, answer, NULL);
  else
    peer_remove(peer, "GStreamer has no answer to the offer");
  g_free(answer);
}

typedef struct {
  FuryRelay *relay;
  char *offer;
  size_t size;
  FuryRTCAnswered answered;
  void *context;
} Request;

static void refuse(Request *request, const char *reason) {
  g_mutex_lock(&request->relay->lock);
  request->relay->statistics.refused++;
  g_mutex_unlock(&request->relay->lock);
  FuryRTCAnswered answered = request->answered;
  request->answered = NULL;
  answered(NULL, reason, request->context);
}

static void free_request(gpointer data) {
  Request *request = data;
  if (request->answered) refuse(request, "the server is stopping");
  g_free(request->offer);
  g_free(request);
}

static void negotiate(Peer *peer) {
  GstSDPMessage *sdp = NULL;
  gst_sdp_message_new_from_text(peer->offer.video, &sdp);
  GstWebRTCSessionDescription *remote =
      gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_OFFER, sdp);
  g_signal_emit_by_name(
      peer->rtc, "set-remote-description", remote, expect(peer, on_remote_description));
  gst_webrtc_session_description_free(remote);
}

static gboolean take_request(gpointer data) {
  Request *request = data;
  FuryRelay *relay = request->relay;
  char reason[160];
  if ((int)relay->peers->len >= relay->options.max_peers) {
    g_snprintf(reason, sizeof reason, "there are %u WebRTC viewers already", relay->peers->len);
    refuse(request, reason);
    return G_SOURCE_REMOVE;
  }
  Offer offer;
  if (!offer_read(request->offer, request->size, &offer, reason, sizeof reason)) {
    refuse(request, reason);
    return G_SOURCE_REMOVE;
  }
  Peer *peer = peer_new(relay, offer.payload, reason, sizeof reason);
  if (!peer) {
    offer_clear(&offer);
    refuse(request, reason);
    return G_SOURCE_REMOVE;
  }
  peer->offer = offer;
  peer->answered = request->answered;
  peer->answered_context = request->context;
  request->answered = NULL;
  g_mutex_lock(&relay->lock);
  g_ptr_array_add(relay->peers, peer);
  g_mutex_unlock(&relay->lock);
  relay_keep_house(relay);
  negotiate(peer);
  return G_SOURCE_REMOVE;
}

void fury_rtc_answer(
    FuryRelay *relay, const char *offer, size_t size, FuryRTCAnswered answered, void *context) {
  Request *request = g_new0(Request, 1);
  *request = (Request){relay, NULL, size, answered, context};
  /* No more than would be refused is copied. */
  if (size <= OFFER_MAX_BYTES) request->offer = g_memdup2(offer, size);
  relay_post(relay, take_request, request, free_request);
}
