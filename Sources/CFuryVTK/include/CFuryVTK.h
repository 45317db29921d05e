/* VTK without a screen, behind plain C: a window on EGL, a camera that events move, files and
   built-in scenes, pixels out.

   An engine belongs to one thread at a time. Functions that can fail return 0 and leave one line in
   fury_vtk_error; nothing here prints. Sizes are pixels, (0, 0) is the lower left corner. */
#ifndef FURY_CFURYVTK_H
#define FURY_CFURYVTK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct FuryEngine FuryEngine;

/* Engine.cpp: life, drawing, pixels. */

/* Opens a window of `width` x `height` pixels that nobody sees, with an empty scene.
   NULL where no OpenGL 3.2 is to be had; `reason` then holds one line, cut to `reason_size`. */
FuryEngine *fury_vtk_open(int width, int height, char *reason, size_t reason_size);
void fury_vtk_close(FuryEngine *engine);

/* What went wrong last, one line; empty when nothing did. Valid until the next call. */
const char *fury_vtk_error(const FuryEngine *engine);
/* What is odd about the file that was loaded last, one line; empty when nothing is. */
const char *fury_vtk_warning(const FuryEngine *engine);
/* Who draws: "llvmpipe (LLVM 15.0.6, 256 bits)". */
const char *fury_vtk_renderer(const FuryEngine *engine);
/* 1 where the processor draws, not a graphics card. */
int fury_vtk_is_software(const FuryEngine *engine);

void fury_vtk_set_size(FuryEngine *engine, int width, int height);
/* Samples a pixel: 0 is the fastest, edges are then jagged. */
void fury_vtk_set_samples(FuryEngine *engine, int samples);
/* 1 when something that is drawn has changed since the last drawing. */
int fury_vtk_needs_render(FuryEngine *engine);
int fury_vtk_render(FuryEngine *engine);
/* The drawn picture as RGB, lowest row first, rows packed; draws nothing. `size` must be
   width * height * 3. */
int fury_vtk_read_pixels(FuryEngine *engine, uint8_t *pixels, size_t size);

/* Events.cpp: what a person does. */

enum FuryPointerAction {
  FURY_POINTER_MOVE,
  FURY_LEFT_PRESS,
  FURY_LEFT_RELEASE,
  FURY_MIDDLE_PRESS,
  FURY_MIDDLE_RELEASE,
  FURY_RIGHT_PRESS,
  FURY_RIGHT_RELEASE
};
/* Tells the interactor; the camera's trackball style turns, pans, dollies and rolls. */
void fury_vtk_pointer(
    FuryEngine *engine, enum FuryPointerAction action, int x, int y, int ctrl, int shift);

/* Calls the timers that are due at `now`, milliseconds of any steady clock. */
void fury_vtk_run_timers(FuryEngine *engine, double now);
/* When the next timer is due on the same clock; a negative number when there is none. */
double fury_vtk_next_timer(const FuryEngine *engine);

/* Camera.cpp */

typedef struct FuryCamera {
  double position[3], focal_point[3], view_up[3];
  double view_angle; /* degrees */
  double parallel_scale;
  int parallel;
} FuryCamera;

void fury_vtk_get_camera(FuryEngine *engine, FuryCamera *camera);
void fury_vtk_set_camera(FuryEngine *engine, const FuryCamera *camera);
/* Divides the view angle (or the parallel scale) by `factor`; the angle stays within 0.1 to 120
   degrees, the scale within a thousandth to a hundred times that which shows everything. */
void fury_vtk_zoom(FuryEngine *engine, double factor);
/* Shows everything, from the present direction. */
void fury_vtk_reset_camera(FuryEngine *engine);

enum FuryView { FURY_VIEW_FRONT, FURY_VIEW_RIGHT, FURY_VIEW_TOP, FURY_VIEW_OPPOSITE };
/* Looks from the front (along +y), the right (along -x), the top (along -z), or from behind. */
void fury_vtk_view(FuryEngine *engine, enum FuryView view);
void fury_vtk_toggle_projection(FuryEngine *engine);
/* Draws edges only, or faces. */
void fury_vtk_wireframe(FuryEngine *engine, int on);

/* Pick.cpp: what is drawn at a pixel, one line; 0 where nothing is. */
int fury_vtk_pick(FuryEngine *engine, int x, int y, char *text, size_t text_size);

/* Files.cpp, Scenes.cpp: what to draw. */

/* Called while a file loads, with 0 to 1. */
typedef void (*FuryProgress)(double fraction, void *context);

/* Adds a file to the scene; `colormap` NULL is the default. */
int fury_vtk_load(
    FuryEngine *engine, const char *path, const char *colormap, FuryProgress progress,
    void *context);
/* Adds a built-in scene: tracts, spheres, surface, spin. */
int fury_vtk_scene(FuryEngine *engine, const char *name);
/* The names of the colour maps, of the scenes and of the suffixes of files, separated by spaces. */
const char *fury_vtk_colormaps(void);
const char *fury_vtk_scenes(void);
const char *fury_vtk_suffixes(void);
/* After everything was added: colour bars, and a camera that sees all, unless a scene has set it. */
void fury_vtk_finish(FuryEngine *engine);

/* Crash.cpp: from now on, a crash of the process writes `fury-tui-render: <text>` to standard error,
   removes the files `paths`, each up to a line end, and exits with status 1, without a core. What
   libraries print to standard error meanwhile goes nowhere. Both NULL: all is as it was. */
void fury_vtk_guard(const char *text, const char *paths);

#ifdef __cplusplus
}
#endif
#endif
