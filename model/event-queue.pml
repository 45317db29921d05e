/* Publishing only into the empty queue, against FURY 0.12's consumer.
 *
 * The shared memory is head, tail, lock and SLOTS rows; every access to it is a step of its own. FURY's
 * lock is a test and then a set, so nothing keeps two processes apart for certain. The claim:
 * the consumer gets events 1 … EVENTS, each once and in order, and never finds an empty queue for good
 * while one is missing.
 *
 * Variants, by macros:
 *   SLOTS   slots of the queue, 2 and more           EVENTS  events that the user makes
 *   LOCKED  the producer takes the lock word by compare-and-swap as well
 *   RESET   0 head and tail are reset in one step, 1 tail first, 2 head first
 *   CONTIGUOUS  a batch does not run over the end of the slots (their number is a lower bound)
 *   FORGET  the producer starts at slot 0 every time: wrong, and the checker must say so
 *   APPEND  the producer adds to a queue that is not empty: wrong, and the checker must say so
 */
#ifndef SLOTS
#define SLOTS 4
#endif
#ifndef EVENTS
#define EVENTS 6
#endif
#ifndef RESET
#define RESET 0
#endif

short head = -1;
short tail = -1;
bit lock = 0;
byte row[SLOTS];

byte received = 0;
bool allSent = false;

/* How many of `pending` events one batch takes, from slot `first` on. */
inline chooseBatch() {
  count = pending;
  if
  :: SLOTS > 2 && count > SLOTS - 2 -> count = SLOTS - 2
  :: SLOTS == 2 -> count = 1
  :: else
  fi;
#ifdef CONTIGUOUS
  if
  :: first + count > SLOTS -> count = SLOTS - first
  :: else
  fi;
#endif
}

active proctype Producer() {
  byte made = 0, sent = 0, count, written, first, pending;
  byte lastSlot = SLOTS - 1;
  short seenHead, seenTail;
  bit seenLock;
  bool isInside;

  do
  :: made < EVENTS -> made++
  :: made > sent ->
     seenHead = head;
     seenTail = tail;
     seenLock = lock;
     isInside = false;
#ifdef APPEND
     if
     :: seenHead != -1 && seenTail != -1 && seenHead != seenTail ->
        atomic {
          if
          :: lock == 0 -> lock = 1; isInside = true
          :: else
          fi
        }
        if
        :: isInside ->
           seenHead = head;
           seenTail = tail;
           if
           :: seenHead != -1 && seenHead != seenTail && (seenTail + 1) % SLOTS != seenHead ->
              row[(seenTail + 1) % SLOTS] = sent + 1;
              tail = (seenTail + 1) % SLOTS;
              lastSlot = (seenTail + 1) % SLOTS;
              sent++
           :: else
           fi;
           lock = 0
        :: else
        fi
     :: else
     fi;
     isInside = false;
     seenHead = head;
     seenTail = tail;
     seenLock = lock;
     pending = made - sent;
     if
     :: seenHead == -1 && seenTail == -1 && seenLock == 0 && pending > 0 ->
#else
     pending = made - sent;
     if
     :: seenHead == -1 && seenTail == -1 && seenLock == 0 ->
#endif
#ifdef LOCKED
        atomic {
          if
          :: lock == 0 -> lock = 1; isInside = true
          :: else
          fi
        }
        seenHead = head;
        seenTail = tail;
        if
        :: isInside && seenHead == -1 && seenTail == -1 ->
#endif
#ifdef FORGET
        first = 0;
#else
        first = (lastSlot + 1) % SLOTS;
#endif
        chooseBatch();
        written = 0;
        do
        :: written < count ->
           row[(first + written) % SLOTS] = sent + written + 1;
           written++
        :: else -> break
        od;
        lastSlot = (first + count - 1) % SLOTS;
        tail = lastSlot;
        head = first;
        sent = sent + count;
#ifdef LOCKED
        :: else
        fi;
        if
        :: isInside -> lock = 0
        :: else
        fi
#endif
     :: else
     fi
  :: sent == EVENTS -> break
  od;
  allSent = true
}

active proctype Consumer() {
  short seenHead, seenTail, slot;
  byte value;
  bool wasAllSent;

  do
  :: received < EVENTS ->
     if
     :: lock == 0 ->
        lock = 1;
        slot = -1;
        wasAllSent = allSent;
        seenHead = head;
        if
        :: seenHead == -1 ->
           assert(!wasAllSent)
        :: else ->
           seenHead = head;
           seenTail = tail;
           if
           :: seenHead != seenTail ->
              slot = head;
              seenHead = head;
              head = (seenHead + 1) % SLOTS
           :: else ->
              slot = head;
#if RESET == 0
              d_step { head = -1; tail = -1 };
#elif RESET == 1
              tail = -1;
              head = -1;
#else
              head = -1;
              tail = -1;
#endif
              lock = 1
           fi
        fi;
        lock = 0;
        /* What dequeue returns is a view: the row is read here, long after the unlocking. */
        if
        :: slot != -1 ->
           value = row[slot];
           assert(value == received + 1);
           received++
        :: else
        fi
     :: else
     fi
  :: received == EVENTS -> break
  od
}
