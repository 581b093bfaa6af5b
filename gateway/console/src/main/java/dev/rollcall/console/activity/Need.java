package dev.rollcall.console.activity;

/**
 * Something that an administrator should look at.
 *
 * @param isUrgent whether somebody has lost, or waits for, access by it
 * @param address of the page on which it is mended
 */
public record Need(boolean isUrgent, String sentence, String address, String button) {}
