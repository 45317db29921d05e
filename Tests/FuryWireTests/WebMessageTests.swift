import Foundation
import FuryWire
import Testing

/// Messages of FURY's page become the rows that its own server makes of them.
@Suite struct WebMessageTests {
  private func event(_ json: String) throws -> FuryEvent {
    try FuryEvent(JSONDecoder().decode(WebMessage.self, from: Data(json.utf8)))
  }

  @Test func wheelMoveAndClick() throws {
    let wheel = try event(#"{"type":"weel","deltaY":0.2,"timestampInMs":123}"#)
    #expect(try wheel.row() == SIMD8(1, 0.2, 0, 0, 0, 0, 123, 0))
    let move = try event(
      #"{"type":"mouseMove","x":-3,"y":2,"ctrlKey":1,"shiftKey":0,"timestampInMs":123}"#)
    #expect(try move.row() == SIMD8(2, 0, -3, 2, 1, 0, 123, 0))
    for button in 0...2 {
      for on in 0...1 {
        let click = try event(
          """
          {"type":"mouseLeftClick","x":0.5,"y":0.25,"ctrlKey":0,"shiftKey":1,"on":\(on),
           "mouseButton":\(button),"timestampInMs":7}
          """)
        let id = Double((button + 1) * 2 + (on == 1 ? 0 : 1) + 1)
        #expect(try click.row() == SIMD8(id, 0, 0.5, 0.25, 0, 1, 7, 0))
      }
    }
  }

  @Test(arguments: [
    #"{"type":"mouseLeftClick","x":0,"y":0,"ctrlKey":0,"shiftKey":0,"on":1,"mouseButton":3,"timestampInMs":1}"#,
    #"{"type":"mouseLeftClick","x":0,"y":0,"ctrlKey":0,"shiftKey":0,"on":1,"mouseButton":-1,"timestampInMs":1}"#,
    #"{"type":"mouseLeftClick","x":0,"y":0,"ctrlKey":2,"shiftKey":0,"on":1,"mouseButton":0,"timestampInMs":1}"#,
    #"{"type":"mouseLeftClick","x":0,"y":0,"ctrlKey":0,"shiftKey":-1,"on":1,"mouseButton":0,"timestampInMs":1}"#,
    #"{"type":"mouseMove","x":0,"ctrlKey":0,"shiftKey":0,"timestampInMs":1}"#,
    #"{"type":"weel","timestampInMs":1}"#, #"{"type":"weel","deltaY":1}"#,
    #"{"type":"keyDown","timestampInMs":1}"#,
  ])
  func refused(_ json: String) {
    #expect(throws: WireError.self) { try event(json) }
  }
}
