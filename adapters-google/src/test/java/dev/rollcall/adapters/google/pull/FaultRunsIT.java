package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.google.simulate.Faults;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.spi.simulate.ExpectedState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A company lives on while it is read through faults of every kind, and nodes stop, die or are overtaken in the middle. A user who was
 * there all the time loses neither access nor a group, not for a moment either; and when the faults stop, the directory becomes what
 * the company is. {@code rollcall.google.runs} says how many companies, {@code rollcall.google.seed} which is the first.
 */
final class FaultRunsIT {

    private static final int READINGS = 5;

    /** One to find what the last faults left, one more before an entry for all users is believed to be gone, and two to look again. */
    private static final int LAST_READINGS = 4;

    private static Ground ground;

    private Company company;
    private Tenancy house;
    private SplittableRandom dice;

    static LongStream seeds() {
        long first = Long.getLong("rollcall.google.seed", 1);
        return LongStream.range(first, first + Long.getLong("rollcall.google.runs", 12));
    }

    @BeforeAll
    static void start() {
        ground = Ground.fresh();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("GOOGLE-44, GOOGLE-45, GOOGLE-46: never the wrong one, and the right ones in the end")
    void run(long seed) {
        company = new Company(seed);
        dice = new SplittableRandom(seed);
        try (Tenancy tenancy = new Tenancy(company.tenant, ground)) {
            house = tenancy;
            house.sql("UPDATE directory SET nested_groups = $2 WHERE org_id = $1", house.orgId, company.nested);
            house.attest(company.secondDomain);
            house.set(company.settings());
            house.read();
            Faults faults = Faults.of(seed, 5 + dice.nextInt(60));
            house.fake.faults(faults);
            for (int i = 0; i < READINGS; i++) {
                reading("seed " + seed + ", reading " + i);
            }
            faults.stop();
            house.fake.beforeEach(() -> {});
            PassRecord last = house.read();
            for (int i = 1; i < LAST_READINGS; i++) {
                last = house.read();
            }
            assertThat(last.state()).as("seed %d: %s", seed, last).isEqualTo("complete");
            assertConverged(seed, last);
        }
    }

    private void assertConverged(long seed, PassRecord last) {
        Set<String> in = company.in();
        for (Map.Entry<String, Boolean> record : house.users().entrySet()) {
            assertThat(record.getValue())
                    .as("seed %d: user %s, %s", seed, record.getKey(), last)
                    .isEqualTo(in.contains(record.getKey()));
        }
        assertThat(house.users().keySet()).as("seed %d: %s", seed, last).containsAll(in);
        ExpectedState model = company.tenant.model().standing(company::isChosen, company.nested);
        assertThat(house.groups().keySet())
                .as("seed %d: %s", seed, last)
                .isEqualTo(model.groups().keySet());
        assertMemberships("seed " + seed + ": " + last);
    }

    /** Of users with a record; one who left a group and is in it through another that is kept may stay in both. */
    private void assertMemberships(String where) {
        Set<String> known = house.users().keySet();
        Set<String> expected = company.memberships();
        expected.removeIf(pair -> !known.contains(pair.substring(pair.indexOf(':') + 1)));
        Set<String> actual = house.memberships();
        assertThat(actual).as(where).containsAll(expected);
        actual.removeAll(expected);
        actual.removeIf(company.tenant.model()::isMember);
        assertThat(actual).as(where).isEmpty();
    }

    /** One reading, and what it must not have done. */
    private void reading(String where) {
        company.watch();
        company.live(dice.nextInt(12));
        Set<String> members = house.members();
        Set<String> memberships = house.memberships();
        long event = house.lastEvent();
        int pace = 5 + dice.nextInt(20);
        AtomicInteger calls = new AtomicInteger();
        house.fake.beforeEach(() -> {
            if (calls.incrementAndGet() % pace == 0) {
                company.live(1);
            }
        });

        String how = read();

        house.users()
                .forEach((id, active) -> assertThat(active || company.wasOut(id) || !members.contains(id))
                        .as("%s, %s: user %s lost access and was never out", where, how, id)
                        .isTrue());
        Set<String> lost = new HashSet<>(members);
        lost.removeAll(house.members());
        lost.addAll(house.losers(event));
        lost.removeIf(company::wasOut);
        assertThat(lost)
                .as("%s, %s: members who lost access and were never out%s", where, how, house.story(event))
                .isEmpty();
        memberships.removeAll(house.memberships());
        memberships.removeIf(company::hasLeft);
        assertThat(memberships)
                .as("%s, %s: memberships that ended and had not%s", where, how, house.story(event))
                .isEmpty();
    }

    /** Reads, in one of the ways in which a reading can go; says which. */
    private String read() {
        UUID id = house.passes.ask(house.actor(), house.directoryId, "full").await();
        int way = dice.nextInt(6);
        int calls = 1 + dice.nextInt(40);
        return switch (way) {
            case 0 -> "stopped after " + calls + stopped(id, calls);
            case 1 -> "died after " + calls + died(id, calls);
            case 2 -> "overtaken after " + calls + overtaken(id, calls);
            default -> {
                try (Puller node = house.puller()) {
                    yield end(house.ended(id, node));
                }
            }
        };
    }

    /** The node ends in good order, and another goes on. */
    private String stopped(UUID id, int calls) {
        try (Puller first = house.puller();
                Puller second = house.puller()) {
            begin(first, calls).await();
            first.stop().await();
            house.expireLease();
            return end(house.ended(id, second));
        }
    }

    /** The node is cut off from the database, and another goes on. */
    private String died(UUID id, int calls) {
        Ground lost = ground.another();
        try (Puller first = house.puller(lost);
                Puller second = house.puller()) {
            begin(first, calls).await();
            lost.cut();
            house.expireLease();
            return end(house.ended(id, second));
        }
    }

    /** The node was too slow to keep the directory, does not know it yet, and goes on beside the one that took over. */
    private String overtaken(UUID id, int calls) {
        try (Puller first = house.puller();
                Puller second = house.puller()) {
            begin(first, calls).await();
            house.expireLease();
            String how = end(house.ended(id, second));
            first.idle().await();
            return how;
        }
    }

    /** Begins to read; done after so many calls, or at the end if there are fewer. */
    private Future<?> begin(Puller node, int calls) {
        Promise<Void> there = Promise.promise();
        AtomicInteger left = new AtomicInteger(calls);
        Runnable before = house.fake.beforeEach();
        house.fake.beforeEach(() -> {
            before.run();
            if (left.decrementAndGet() == 0) {
                there.tryComplete();
            }
        });
        return node.look().compose(begun -> Future.any(there.future(), node.idle()));
    }

    private static String end(PassRecord pass) {
        assertThat(pass.state()).as(pass.notes().toString()).isIn("complete", "incomplete");
        return " " + pass.state() + " " + pass.counts();
    }
}
