package dev.rollcall.spi.simulate;

/**
 * What to play.
 *
 * @param users how many users, at least 1
 * @param groups how many groups, at least 0; the first two are called {@code Rollcall Admins} and {@code Rollcall Members}
 * @param domain the domain of the users' addresses
 * @param seed same seed, same people
 * @param concurrency how many scripts run side by side
 */
public record Plan(int users, int groups, String domain, long seed, int concurrency) {

    public static final String ADMIN_GROUP = "Rollcall Admins";
    public static final String MEMBER_GROUP = "Rollcall Members";

    public Plan {
        if (users < 1 || groups < 0 || concurrency < 1) {
            throw new IllegalArgumentException("users >= 1, groups >= 0 and concurrency >= 1 are needed");
        }
    }
}
