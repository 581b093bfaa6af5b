package dev.rollcall.adapters.google.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reading that was overtaken, and does not know it yet, changes nothing more and remembers nothing: what it holds in its hands is older
 * than what the other has found. It is stopped in the middle of a call, the other reads to the end, and then the answer comes.
 */
final class OvertakenIT {

    private final Tenancy house = new Tenancy(Tenant.of(new Plan(8, 2, "fake.example", 1, 1)));
    private final Tenant tenant = house.tenant;
    private final List<String> ids = tenant.userIds();
    private final String group = tenant.groupIds().get(0);

    @AfterEach
    void stop() {
        house.close();
    }

    private boolean isMember(String user) {
        return house.memberships().contains(group + ":" + user);
    }

    private static Predicate<String> question(String group, String user) {
        return path -> path.equals("groups/" + group + "/hasMember/" + user);
    }

    /**
     * One reading gets as far as that call, whose answer waits; meanwhile this happens, and another reading takes over and ends.
     *
     * @param again whether the other reading is of the same node, which was asleep for a while
     */
    private PassRecord overtake(Predicate<String> at, boolean again, Runnable meanwhile) {
        Promise<Void> there = Promise.promise();
        Promise<Void> goOn = Promise.promise();
        AtomicBoolean isHeld = new AtomicBoolean();
        house.fake.hold(path -> {
            if (at.test(path) && isHeld.compareAndSet(false, true)) {
                there.complete();
                return goOn.future();
            }
            return Future.succeededFuture();
        });
        UUID id = house.passes.ask(house.actor(), house.directoryId, "full").await();
        try (Puller first = house.puller();
                Puller other = house.puller()) {
            first.look().await();
            there.future().await();
            meanwhile.run();
            house.expireLease();
            Puller second = again ? first : other;
            second.look().await();
            PassRecord pass = house.untilEnded(id);
            goOn.complete();
            first.idle().await();
            house.fake.hold(path -> Future.succeededFuture());
            return pass;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("GOOGLE-46: members that only the other has seen do not pass for those that were compared")
    void members(boolean sameNode) {
        String comes = ids.get(3);
        String leaves = ids.get(4);
        tenant.leave(group, comes);
        tenant.join(group, leaves);
        house.read();
        tenant.leave(group, leaves);

        overtake(question(group, leaves), sameNode, () -> tenant.join(group, comes));
        assertThat(isMember(comes)).isTrue();
        assertThat(isMember(leaves)).isFalse();

        tenant.leave(group, comes);
        house.read();
        assertThat(isMember(comes)).as("a membership that ended").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("GOOGLE-46: a user who was suspended meanwhile does not get access back for a moment")
    void users(boolean sameNode) {
        house.read();
        tenant.change(ids.get(2), user -> user.titled("Changed"));
        long event = house.lastEvent();

        overtake(path -> path.equals("users"), sameNode, () -> tenant.change(ids.get(2), user -> user.suspended(true)));

        assertThat(house.users()).containsEntry(ids.get(2), false);
        assertThat(house.story(event)).doesNotContain("member.reactivated");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("GOOGLE-63: a group keeps the name that it has now")
    void groups(boolean sameNode) {
        house.read();

        overtake(path -> path.equals("groups"), sameNode, () -> tenant.renameGroup(group, "New name"));

        assertThat(house.groups()).containsKey("New name");
        assertThat(house.read().state()).isEqualTo("complete");
        assertThat(house.groups()).containsKey("New name");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("GOOGLE-44: the entry for all users that the other has seen again is not forgotten")
    void everybody(boolean sameNode) {
        tenant.joinEverybody(group);
        tenant.hideEverybody();
        house.read();
        tenant.leave(group, Tenant.CUSTOMER);
        house.read();
        assertThat(isMember(ids.get(5))).as("missed once").isTrue();

        // The last of the lists that have to miss it.
        AtomicInteger lists = new AtomicInteger(3);
        overtake(
                path -> path.equals("groups/" + group + "/members") && lists.decrementAndGet() == 0,
                sameNode,
                () -> tenant.joinEverybody(group));
        tenant.leave(group, Tenant.CUSTOMER);
        house.read();

        assertThat(isMember(ids.get(5))).as("missed once again").isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("What an overtaken reading has come to is not told as that of the other")
    void record(boolean sameNode) {
        house.read();

        PassRecord pass = overtake(path -> path.startsWith("groups/"), sameNode, () -> {});

        PassRecord later = house.passes
                .find(house.orgId, house.directoryId, pass.id())
                .await()
                .orElseThrow();
        assertThat(later).isEqualTo(pass);
    }

    @Test
    @DisplayName("GOOGLE-46: a member who came in by SCIM in the middle of a reading is compared at the next")
    void pushedMeanwhile() {
        String comes = ids.get(3);
        String leaves = ids.get(4);
        tenant.leave(group, comes);
        tenant.join(group, leaves);
        house.read();
        tenant.leave(group, leaves);
        ObjectNode add = JsonNodeFactory.instance.objectNode();
        add.put("op", "add")
                .put("path", "members")
                .putArray("value")
                .addObject()
                .put("value", comes);

        AtomicBoolean isDone = new AtomicBoolean();
        house.fake.hold(path -> question(group, leaves).test(path) && isDone.compareAndSet(false, true)
                ? house.patchGroup(group, add)
                : Future.succeededFuture());
        house.read();
        assertThat(isDone).isTrue();
        house.fake.hold(path -> Future.succeededFuture());
        house.read();

        assertThat(isMember(comes)).as("not a member at the provider").isFalse();
        assertThat(isMember(leaves)).isFalse();
    }

    @Test
    @DisplayName("GOOGLE-45: a membership that waits for its user ends when the provider has ended it")
    void parked() {
        String later = ids.get(3);
        tenant.leave(group, later);
        house.read();
        ObjectNode add = JsonNodeFactory.instance.objectNode();
        add.put("op", "add")
                .put("path", "members")
                .putArray("value")
                .addObject()
                .put("value", "not-there-yet");
        house.patchGroup(group, add).await();
        assertThat(house.values(group)).contains("not-there-yet");

        house.read();

        assertThat(house.values(group)).doesNotContain("not-there-yet");
    }
}
