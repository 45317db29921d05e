/// The two colours of a cell: 0xRRGGBB or a number of the 256 colours, as the depth has it.
struct BlockCell: Equatable {
  var upper: UInt32
  var lower: UInt32
}
