package dev.rollcall.spi.simulate;

/**
 * The size and shape of what to simulate.
 *
 * @param users how many users, at least 1
 * @param groups how many groups, at least 0; the first two are called {@code Rollcall Admins} and {@code Rollcall Members}
 * @param domain the domain of the users' addresses
 * @param seed same seed, same people
 * @param concurrency how many scripts run side by side
 * @param teams in how many groups each user is beside one of the first two, as far as there are so many
 */
public record Plan(int users, int groups, String domain, long seed, int concurrency, int teams) {

    public static final String ADMIN_GROUP = "Rollcall Admins";
    public static final String MEMBER_GROUP = "Rollcall Members";

    private static final int USUAL_TEAMS = 3;

    public Plan {
        if (users < 1 || groups < 0 || concurrency < 1 || teams < 0) {
            throw new IllegalArgumentException("users >= 1, groups >= 0, concurrency >= 1 and teams >= 0 are needed");
        }
    }

    /** With each user in three groups beside one of the first two. */
    public Plan(int users, int groups, String domain, long seed, int concurrency) {
        this(users, groups, domain, seed, concurrency, USUAL_TEAMS);
    }
}
