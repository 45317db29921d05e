// Runs in the page of the server under test and returns what a viewer by WebRTC sees there.
(async () => {
  if (document.readyState === 'loading') {
    await new Promise(done => document.addEventListener('DOMContentLoaded', done))
  }
  const peer = new RTCPeerConnection(), video = document.createElement('video')
  document.body.replaceChildren(video)
  video.muted = video.autoplay = true
  peer.ontrack = event => {
    event.receiver.jitterBufferTarget = 0 // as our own page has it
    video.srcObject = event.streams[0]
  }
  peer.addTransceiver('video', { direction: 'recvonly' })
  await peer.setLocalDescription(await peer.createOffer())
  const isGathered = () => peer.iceGatheringState === 'complete'
  if (!isGathered()) {
    await new Promise(done => { peer.onicegatheringstatechange = () => isGathered() && done() })
  }
  const reply = await fetch('/offer' + location.search, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(peer.localDescription)
  })
  await peer.setRemoteDescription(await reply.json())
  const shown = () => new Promise(done => video.requestVideoFrameCallback(done))
  await shown()
  await new Promise(done => setTimeout(done, 2000))
  // The picture's first row of squares tells when it was written, in milliseconds.
  const canvas = new OffscreenCanvas(256, 16)
  const paint = canvas.getContext('2d', { willReadFrequently: true })
  const ages = [], start = performance.now()
  while (performance.now() - start < SECONDS * 1000) {
    await shown()
    const now = Date.now()
    paint.drawImage(video, 0, 0, 256, 16, 0, 0, 256, 16)
    const pixels = paint.getImageData(0, 8, 256, 1).data
    let then = 0
    for (let bit = 0; bit < 16; bit++) if (pixels[(bit * 16 + 8) * 4 + 1] > 128) then |= 1 << bit
    ages.push((now - then) & 0xffff)
  }
  const rate = ages.length / (performance.now() - start) * 1000
  let decoded = 0
  for (const part of (await peer.getStats()).values()) {
    if (part.type === 'inbound-rtp' && part.kind === 'video') decoded = part.framesPerSecond
  }
  return { rate, ages, decoded }
})()
