// An interactor that nothing but calls drives: no window system, no event loop, no rendering.
#pragma once

#include <vtk-9.1/vtkRenderWindowInteractor.h>

#include <map>

namespace fury {

class Interactor : public vtkRenderWindowInteractor {
public:
  vtkTypeMacro(Interactor, vtkRenderWindowInteractor);
  static Interactor *New();

  void Initialize() override;
  // Drawing is the owner's business, once for all events; observers hear of it all the same.
  void Render() override { InvokeEvent(vtkCommand::RenderEvent, nullptr); }
  void Start() override {}

  // Calls the timers that are due at `now`, milliseconds.
  void runTimers(double now);
  // When the next one is due, negative when there is none.
  double nextTimer() const;

protected:
  int InternalCreateTimer(int id, int kind, unsigned long milliseconds) override;
  int InternalDestroyTimer(int id) override;

private:
  struct Timer {
    double interval, due;
    bool repeats;
  };
  std::map<int, Timer> timers_;
  double now_ = 0;
};

}  // namespace fury
