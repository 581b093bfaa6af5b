package dev.rollcall.spi.simulate;

/**
 * What a directory holds after a run.
 *
 * @param users resources on {@code /Users}, deactivated ones too
 * @param active of these, the active ones
 * @param admins of the active ones, those in {@link Plan#ADMIN_GROUP}
 * @param groups resources on {@code /Groups}
 */
public record Standing(int users, int active, int admins, int groups) {}
