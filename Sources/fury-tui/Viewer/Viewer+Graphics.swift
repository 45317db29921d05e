import PicturePath
import Terminal
import ViewerCore

/// What kitty's graphics protocol needs of the viewer.
extension Viewer {
  /// Takes the terminal's answer for an image; it is the acknowledgement of its frame.
  func takeGraphicsReply(id: Int, ok: Bool, text: String, at now: Moment) {
    let verdict = kitty.answered(id: id, ok: ok, text: text)
    if verdict == .unknown { return }
    silentImages = 0
    if !asksForImages { acknowledge(at: now) }
    switch verdict {
    case .shown, .unknown: break
    case .withdrawn: pictures?.lost()
    case .unreadable(let reason):
      perform(
        .notice("the terminal cannot read shared memory, sending pixels: \(reason)", at: now))
      model.sharesImages = false
      pictures?.lost()
    case .refused(let reason): giveUpKitty(because: reason, at: now)
    }
  }

  /// Whether an image must be followed by the same question as other pictures, since the terminal
  /// does not answer for images.
  ///
  /// Two may be on their way; a third without an answer was sent because the pacer had lost its
  /// patience.
  func imageMustBeAskedFor() -> Bool {
    silentImages += 1
    if silentImages > 3 { asksForImages = true }
    return asksForImages
  }

  /// The terminal offers images and then refuses them: on with the next best.
  private func giveUpKitty(because reason: String, at now: Moment) {
    // Two images may have been on their way.
    guard !refusesKitty else { return }
    refusesKitty = true
    model.renderers.removeAll { $0 == .kitty }
    if model.renderer == .kitty { model.renderer = model.renderers[0] }
    perform(.notice("kitty graphics refused, using \(model.renderer.rawValue): \(reason)", at: now))
    perform(.disturbed)
  }
}
