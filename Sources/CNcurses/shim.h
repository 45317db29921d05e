/* ncurses with wide characters. Macros and variadic functions do not reach Swift: those used have a static inline here. */
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <locale.h>
#include <curses.h>

static inline unsigned long long fury_bold(void) { return A_BOLD; }
static inline unsigned long long fury_reverse(void) { return A_REVERSE; }

/* The screen's contents are unknown: the next doupdate clears and repaints it. curscr is a global, out of Swift's reach. */
static inline void fury_repaint(void) { clearok(curscr, TRUE); }
