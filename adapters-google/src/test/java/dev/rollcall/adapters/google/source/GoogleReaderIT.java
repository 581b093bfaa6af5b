package dev.rollcall.adapters.google.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.Faults;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceGroup;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourcePage;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceUser.Standing;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from Google: pages, canonical users, groups and members, and errors by what they mean. */
final class GoogleReaderIT {

    private final Google google = Google.empty();
    private final Tenant tenant = google.tenant;

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    @DisplayName("GOOGLE-20, GOOGLE-22, GOOGLE-39: all pages, however many")
    void allPages() {
        try (Google large = new Google(Tenant.of(new Plan(1_300, 4, "fake.example", 1, 1)))) {
            SourceReader reader = large.reader();

            List<SourceUser> users = Google.all(reader::users);
            List<SourceGroup> groups = Google.all(reader::groups);

            assertThat(users).hasSize(1_301).doesNotHaveDuplicates();
            assertThat(groups).hasSize(4);
            assertThat(groups.stream()
                            .mapToInt(
                                    group -> Google.members(reader, group.id()).size())
                            .max())
                    .hasValue(1_300);
        }
    }

    @Test
    @DisplayName("GOOGLE-24, GOOGLE-25, GOOGLE-28: a user is canonical, and an invisible name does not count as a name")
    void canonical() {
        String id = tenant.addUser("Liz@fake.example", "Liz", "\u200B");
        tenant.change(
                id,
                user -> user.addressed("Liz@fake.example", List.of("elizabeth@fake.example"))
                        .titled("Engineer"));

        SourceUser liz = google.reader().user(id).await().orElseThrow();

        ObjectNode user = liz.document();
        assertThat(user.path("userName").asText()).isEqualTo("liz@fake.example");
        assertThat(user.path("externalId").asText()).isEqualTo(id);
        assertThat(user.path("name").toString()).isEqualTo("{\"givenName\":\"Liz\"}");
        assertThat(user.path("displayName").asText()).isEqualTo("Liz");
        assertThat(user.path("title").asText()).isEqualTo("Engineer");
        assertThat(user.path("emails").findValuesAsText("value"))
                .as("no address that Google made up, and no private one")
                .containsExactly("liz@fake.example", "elizabeth@fake.example");
        assertThat(user.toString()).doesNotContain("elsewhere.example");
        assertThat(liz.addresses()).containsExactly("elizabeth@fake.example");
    }

    @Test
    @DisplayName("GOOGLE-26, GOOGLE-68: suspended and archived are inactive; who says neither is not judged")
    void standing() {
        String suspended = tenant.addUser("a@fake.example", "A", "A");
        String archived = tenant.addUser("b@fake.example", "B", "B");
        String unsaid = tenant.addUser("c@fake.example", "C", "C");
        tenant.change(suspended, user -> user.suspended(true));
        tenant.change(archived, user -> user.archived(true));
        tenant.change(unsaid, user -> user.saysState(false));

        List<Standing> standings = Google.all(google.reader()::users).stream()
                .map(SourceUser::standing)
                .toList();

        assertThat(standings).containsExactly(Standing.ACTIVE, Standing.INACTIVE, Standing.INACTIVE, Standing.UNSAID);
    }

    @Test
    @DisplayName("GOOGLE-36: when almost all calls fail, the circuit opens and says so")
    void circuit() {
        SourceReader reader = google.reader();
        assertThat(reader.circuit()).isEqualTo(SourceReader.Circuit.CLOSED);
        google.fake.quota(1);

        for (int i = 0; i < 8 && reader.circuit() == SourceReader.Circuit.CLOSED; i++) {
            assertThatThrownBy(() -> {
                        reader.users(null).await();
                        reader.groups(null).await();
                    })
                    .isInstanceOf(SourceException.class);
        }

        assertThat(reader.circuit()).isEqualTo(SourceReader.Circuit.OPEN);
    }

    @Test
    @DisplayName("GOOGLE-67: guests, excluded addresses and units are left out, and each says why")
    void leftOut() {
        String guest = tenant.addUser("guest@fake.example", "G", "G");
        tenant.change(guest, user -> user.guest(true));
        tenant.addUser("SVC-backup@fake.example", "S", "S");
        String robot = tenant.addUser("robot@fake.example", "R", "R");
        tenant.change(robot, user -> user.in("/Robots/Old"));
        tenant.addUser("ann@fake.example", "Ann", "A");

        SourceReader reader = google.reader(values -> {
            values.putArray("excluded").add("svc-*@fake.example");
            values.putArray("excludedOrgUnits").add("/robots");
        });

        assertThat(Google.all(reader::users))
                .extracting(SourceUser::userName, SourceUser::leftOut)
                .containsExactly(
                        tuple("root@fake.example", null),
                        tuple("guest@fake.example", "is a guest of the account"),
                        tuple("svc-backup@fake.example", "has an address that is left out"),
                        tuple("robot@fake.example", "is in an organisational unit that is left out"),
                        tuple("ann@fake.example", null));
    }

    @Test
    @DisplayName("GOOGLE-30, GOOGLE-61: users, groups, the whole company and strangers among members")
    void members() {
        String ann = tenant.addUser("ann@fake.example", "Ann", "A");
        tenant.change(ann, user -> user.addressed("ann@fake.example", List.of("a.alias@fake.example")));
        String outer = tenant.addGroup("outer@fake.example", "Outer");
        String inner = tenant.addGroup("inner@fake.example", "Inner");
        tenant.joinAs(outer, "a.alias@fake.example");
        tenant.nest(outer, inner);
        tenant.joinEverybody(outer);
        tenant.joinStranger(outer, "x@elsewhere.example");
        SourceReader reader = google.reader();

        List<SourceMember> members = Google.members(reader, outer);

        assertThat(members)
                .contains(
                        new SourceMember.Group(inner, "inner@fake.example"),
                        new SourceMember.Everybody(),
                        new SourceMember.Stranger());
        assertThat(members.get(0)).isInstanceOfSatisfying(SourceMember.User.class, listed -> {
            assertThat(listed.id()).isNotEqualTo(ann);
            assertThat(reader.user(listed.address()).await())
                    .map(SourceUser::id)
                    .hasValue(ann);
        });
        Google.all(reader::users);
        assertThat(reader.hasEverybody(outer).await()).isTrue();
        assertThat(reader.hasEverybody(inner).await()).isFalse();
    }

    @Test
    @DisplayName("GOOGLE-37, GOOGLE-45: deleted is gone for certain, by its own answer")
    void gone() {
        String leaver = tenant.addUser("leaver@fake.example", "L", "L");
        String group = tenant.addGroup("g@fake.example", "G");
        tenant.join(group, leaver);
        SourceReader reader = google.reader();
        assertThat(reader.hasMember(group, List.of(leaver), false).await()).isTrue();

        tenant.delete(leaver);

        assertThat(reader.user(leaver).await()).isEmpty();
        assertThat(reader.user("nobody@fake.example").await()).isEmpty();
        assertThat(reader.hasMember(group, List.of(leaver, "leaver@fake.example"), true)
                        .await())
                .isFalse();
        tenant.removeGroup(group);
        assertThat(reader.isChosen(group).await()).isFalse();
    }

    @Test
    @DisplayName("GOOGLE-64: another customer's group is refused as one object, not as the whole directory")
    void foreign() {
        String theirs = tenant.addForeignGroup("theirs@elsewhere.example");
        SourceReader reader = google.reader();

        assertThat(kind(reader.members(theirs, null))).isEqualTo(Kind.OUTSIDE);
        assertThat(kind(reader.isChosen(theirs)))
                .as("a refusal proves nothing about whether it is there")
                .isEqualTo(Kind.OUTSIDE);
    }

    @Test
    @DisplayName("GOOGLE-42, GOOGLE-67: groups by id, where one that is gone is reported, and by the beginning of their"
            + " name")
    void chosenGroups() {
        String one = tenant.addGroup("app-one@fake.example", "One");
        String two = tenant.addGroup("app-two@fake.example", "Two");
        tenant.addGroup("other@fake.example", "App other");

        SourcePage<SourceGroup> byId = google.reader(values ->
                        values.putArray("groupIds").add(one).add("01gone").add(two))
                .groups(null)
                .await();
        google.values.remove("groupIds");
        SourceReader byAddress = google.reader(values -> values.put("groupEmailPrefix", "app-"));

        assertThat(byId.items()).extracting(SourceGroup::name).containsExactly("One", "Two");
        assertThat(byId.gone()).containsExactly("01gone");
        assertThat(Google.all(byAddress::groups)).extracting(SourceGroup::name).containsExactlyInAnyOrder("One", "Two");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("GOOGLE-33 to GOOGLE-36: whatever passes by itself is waited for, and the reading is whole")
    void faults(long seed) {
        for (int i = 0; i < 40; i++) {
            tenant.addUser("u" + i + "@fake.example", "U", "U" + i);
        }
        google.fake.faults(Faults.of(seed, 40));

        SourceReader reader = google.reader();
        for (int i = 0; i < 20; i++) {
            int number = i;
            assertThat(reader.user("u" + number + "@fake.example").await())
                    .as("the answers about one object are never partial")
                    .isPresent();
        }
        assertThat(google.fake.calls()).isGreaterThan(20);
    }

    @Test
    @DisplayName("GOOGLE-36: who gives up says incomplete, and nothing else")
    void incomplete() {
        google.fake.faults(Faults.of(1, 100));
        SourceReader reader = google.reader();

        for (int i = 0; i < 10; i++) {
            reader.users(null)
                    .map(SourcePage::items)
                    .otherwise(failure -> {
                        assertThat(((SourceException) failure).kind()).isEqualTo(Kind.INCOMPLETE);
                        return List.of();
                    })
                    .await();
        }
    }

    @Test
    @DisplayName("GOOGLE-34: a page that is not known any more begins the listing again")
    void pageToken() {
        assertThat(kind(google.reader().users("old"))).isEqualTo(Kind.RESTART);
    }

    @Test
    @DisplayName("GOOGLE-35: calls keep to the quota")
    void quota() {
        google.fake.quota(5);
        long start = System.nanoTime();
        SourceReader reader = google.reader();
        for (int i = 0; i < 5; i++) {
            reader.user("root@fake.example").await();
        }
        assertThat(kind(reader.user("root@fake.example")))
                .as("after %d ns", System.nanoTime() - start)
                .isEqualTo(Kind.INCOMPLETE);
    }

    private static Kind kind(Future<?> reading) {
        SourceException[] told = new SourceException[1];
        assertThatThrownBy(reading::await).isInstanceOfSatisfying(SourceException.class, failure -> told[0] = failure);
        return Optional.ofNullable(told[0]).map(SourceException::kind).orElseThrow();
    }
}
