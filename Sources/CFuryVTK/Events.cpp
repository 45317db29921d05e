#include "Engine.hpp"

void fury_vtk_pointer(
    FuryEngine *engine, enum FuryPointerAction action, int x, int y, int ctrl, int shift) {
  auto &interactor = *engine->interactor;
  interactor.SetEventInformation(x, y, ctrl, shift);
  switch (action) {
    case FURY_POINTER_MOVE: interactor.MouseMoveEvent(); break;
    case FURY_LEFT_PRESS: interactor.LeftButtonPressEvent(); break;
    case FURY_LEFT_RELEASE: interactor.LeftButtonReleaseEvent(); break;
    case FURY_MIDDLE_PRESS: interactor.MiddleButtonPressEvent(); break;
    case FURY_MIDDLE_RELEASE: interactor.MiddleButtonReleaseEvent(); break;
    case FURY_RIGHT_PRESS: interactor.RightButtonPressEvent(); break;
    case FURY_RIGHT_RELEASE: interactor.RightButtonReleaseEvent(); break;
  }
}

void fury_vtk_run_timers(FuryEngine *engine, double now) { engine->interactor->runTimers(now); }

double fury_vtk_next_timer(const FuryEngine *engine) { return engine->interactor->nextTimer(); }
