package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.google.simulate.Faults;
import dev.rollcall.adapters.google.simulate.Tenant;
import dev.rollcall.adapters.google.simulate.TenantLife;
import dev.rollcall.pull.PassRecord;
import dev.rollcall.pull.Puller;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Standing;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A company lives on while it is read through faults of every kind, and nodes end in the middle: nobody who was always there ever loses
 * access or a group, and when the faults stop, the directory becomes what the company is. The number of runs is the property
 * {@code rollcall.google.runs}.
 */
final class FaultRunsTest {

    private static final int READINGS = 5;

    static LongStream seeds() {
        long first = Long.getLong("rollcall.google.seed", 1);
        return LongStream.range(first, first + Long.getLong("rollcall.google.runs", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("GOOGLE-44, GOOGLE-45, GOOGLE-46: never the wrong one, and the right ones in the end")
    void run(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        Tenant tenant = Tenant.of(new Plan(20 + dice.nextInt(30), 4, "fake.example", seed, 1));
        try (Tenancy house = new Tenancy(tenant)) {
            house.read();
            Faults faults = Faults.of(seed, 5 + dice.nextInt(70));
            house.fake.faults(faults);
            TenantLife life = new TenantLife(tenant, seed);
            Set<String> everOut = new HashSet<>();
            Set<String> everLeft = new HashSet<>();
            for (int i = 0; i < READINGS; i++) {
                Set<String> stood = house.memberships();
                live(tenant, life, dice.nextInt(25), everOut, everLeft, stood);
                reading(house, dice);
                house.users()
                        .forEach((id, active) -> assertThat(active || everOut.contains(id))
                                .as("seed %d: user %s lost access and had never gone", seed, id)
                                .isTrue());
                stood.removeAll(house.memberships());
                stood.removeAll(everLeft);
                assertThat(stood)
                        .as("seed %d: memberships that ended and had not", seed)
                        .isEmpty();
            }
            faults.stop();
            PassRecord last = house.read();
            for (int i = 0; i < 2; i++) {
                last = house.read();
            }
            assertThat(last.state()).as(last.toString()).isEqualTo("complete");
            assertThat(tenant.standing().differences(new Standing(house.names(), house.groups())))
                    .as("seed %d, after %d faults: %s", seed, faults.played(), last)
                    .isEmpty();
            for (Map.Entry<String, Boolean> record : house.users().entrySet()) {
                assertThat(record.getValue())
                        .as("seed %d: user %s", seed, record.getKey())
                        .isEqualTo(tenant.isActive(record.getKey()));
            }
        }
    }

    /** One thing after the other happens, and who goes in between is remembered, be they back by the end. */
    private static void live(
            Tenant tenant, TenantLife life, int steps, Set<String> everOut, Set<String> everLeft, Set<String> stood) {
        for (int i = 0; i < steps; i++) {
            Set<String> before = new HashSet<>(tenant.userIds());
            life.live(1);
            before.addAll(tenant.userIds());
            before.stream().filter(id -> !tenant.isActive(id)).forEach(everOut::add);
            Set<String> now = tenant.memberships();
            stood.stream().filter(pair -> !now.contains(pair)).forEach(everLeft::add);
        }
    }

    /** One reading; now and then the node that does it ends in the middle and another goes on. */
    private static void reading(Tenancy house, SplittableRandom dice) {
        UUID id = house.passes.ask(house.actor(), house.directoryId, "full").await();
        Puller first = house.puller();
        first.look().await();
        if (dice.nextInt(3) == 0) {
            for (int i = dice.nextInt(10); i > 0; i--) {
                Tenancy.sleep();
            }
            first.stop().await();
            house.sql("UPDATE directory_source SET lease_until = now() - interval '1 s'");
            try (Puller second = house.puller()) {
                end(house.ended(id, second));
            }
            return;
        }
        end(house.ended(id, first));
        first.close();
    }

    private static void end(PassRecord pass) {
        assertThat(pass.state()).as(pass.notes().toString()).isIn("complete", "incomplete");
    }
}
