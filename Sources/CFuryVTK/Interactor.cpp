#include "Interactor.hpp"

#include <vtk-9.1/vtkObjectFactory.h>
#include <vtk-9.1/vtkCommand.h>

#include <algorithm>
#include <vector>

namespace fury {

vtkStandardNewMacro(Interactor);

void Interactor::Initialize() {
  if (Initialized) return;
  Initialized = 1;
  Enable();
}

void Interactor::runTimers(double now) {
  now_ = now;
  std::vector<int> due;
  for (auto &[id, timer] : timers_)
    if (timer.due <= now) due.push_back(id);
  for (int id : due) {
    auto found = timers_.find(id);
    if (found == timers_.end()) continue;  // another timer's call has destroyed it
    // A late timer is called once, not once for each call that it missed.
    if (found->second.repeats)
      found->second.due = std::max(found->second.due + found->second.interval, now);
    else
      timers_.erase(found);
    InvokeEvent(vtkCommand::TimerEvent, &id);
  }
}

double Interactor::nextTimer() const {
  double next = -1;
  for (auto &[id, timer] : timers_)
    if (next < 0 || timer.due < next) next = timer.due;
  return next;
}

int Interactor::InternalCreateTimer(int id, int kind, unsigned long milliseconds) {
  double interval = std::max(1.0, double(milliseconds));
  timers_[id] = Timer{interval, now_ + interval, kind == RepeatingTimer};
  return id;
}

int Interactor::InternalDestroyTimer(int id) { return timers_.erase(id) ? 1 : 0; }

}  // namespace fury
