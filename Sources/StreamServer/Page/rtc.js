// The scene as video, through WebRTC: no STUN server, because whoever has the link is near.

/// Starts it; resolves once the answer is there, calls `lost` when the connection ends.
export async function startVideo(video, url, lost) {
  const peer = new RTCPeerConnection({ iceServers: [] });
  peer.addTransceiver("video", { direction: "recvonly" });
  peer.ontrack = (event) => {
    event.receiver.jitterBufferTarget = 0;
    video.srcObject = event.streams[0] ?? new MediaStream([event.track]);
  };
  peer.onconnectionstatechange = () => {
    if (["failed", "disconnected", "closed"].includes(peer.connectionState)) lost();
  };
  try {
    await peer.setLocalDescription(await peer.createOffer());
    if (peer.iceGatheringState !== "complete") {
      await Promise.race([
        new Promise((done) => {
          peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
        }),
        new Promise((done) => setTimeout(done, 2000)),
      ]);
    }
    const response = await fetch(url, {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sdp: peer.localDescription.sdp, type: peer.localDescription.type }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? response.statusText);
    await peer.setRemoteDescription(answer);
  } catch (error) {
    peer.close();
    throw error;
  }
  return peer;
}
