package dev.rollcall.console.api.directory;

/**
 * How many people a directory may take out at once before an administrator has to decide, and how many it has taken out at present.
 *
 * @param share per cent of the active members
 * @param minimum so many in any case
 * @param admitted how many may go in the present window
 * @param takenOut how many have gone in it
 * @param held how many wait for a decision
 */
public record Guard(int share, int minimum, int windowSeconds, long admitted, long takenOut, long held) {}
