package dev.rollcall.adapters.google.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.directory.Directory;
import com.google.api.services.directory.model.Group;
import com.google.api.services.directory.model.Groups;
import com.google.api.services.directory.model.Member;
import com.google.api.services.directory.model.Members;
import com.google.api.services.directory.model.User;
import com.google.api.services.directory.model.Users;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.adapters.google.simulate.tenant.TenantLife;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The fake is honest: Google's own client, with nothing but another root URL, reads all of it. */
final class GoogleClientIT {

    private static final Plan PLAN = new Plan(1_234, 12, "fake.example", 7, 1);

    private static Vertx vertx;
    private static FakeGoogle fake;
    private static Directory client;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        fake = FakeGoogle.start(vertx, Tenant.of(PLAN), 0, InstantSource.system())
                .await();
        Instant now = Instant.now();
        fake.desk().delegate(List.of(Assertions.USERS, Assertions.GROUPS));
        String token = Assertions.token(fake, fake.tenant().admin(), now);
        client = new Directory.Builder(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        request -> request.getHeaders().setAuthorization("Bearer " + token))
                .setRootUrl(fake.origin() + "/")
                .setApplicationName("rollcall-test")
                .build();
    }

    @AfterAll
    static void stop() {
        fake.close();
        vertx.close().await();
    }

    @Test
    @DisplayName("GOOGLE-20, GOOGLE-21, GOOGLE-22: every page of users, groups and members")
    void readsEverything() throws IOException {
        Map<String, Boolean> users = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        String token = null;
        int pages = 0;
        do {
            Users page = client.users()
                    .list()
                    .setCustomer("my_customer")
                    .setMaxResults(500)
                    .setPageToken(token)
                    .execute();
            for (User user : page.getUsers()) {
                users.put(user.getPrimaryEmail(), !user.getSuspended() && !user.getArchived());
                names.put(user.getId(), user.getPrimaryEmail());
            }
            token = page.getNextPageToken();
            pages++;
        } while (token != null);

        Map<String, Set<String>> groups = new HashMap<>();
        Groups list = client.groups().list().setCustomer("my_customer").execute();
        for (Group group : list.getGroups()) {
            groups.put(group.getName(), members(group.getId(), names));
            assertThat(group.getDirectMembersCount())
                    .isEqualTo(groups.get(group.getName()).size());
        }
        assertThat(pages).isEqualTo(3);
        assertThat(fake.tenant().model().standing().differences(new ExpectedState(users, groups)))
                .isEmpty();
    }

    private static Set<String> members(String group, Map<String, String> names) throws IOException {
        Set<String> members = new HashSet<>();
        String token = null;
        do {
            Members page = client.members().list(group).setPageToken(token).execute();
            List<Member> entries = page.getMembers();
            if (entries != null) {
                entries.forEach(member -> members.add(names.get(member.getId())));
            }
            token = page.getNextPageToken();
        } while (token != null);
        return members;
    }

    @Test
    @DisplayName("GOOGLE-40: many calls in one, by the path of today and by the older one, each answered by itself")
    void batches() throws IOException {
        String leaver = fake.tenant().addUser("batched@fake.example", "Ba", "Tched");
        fake.tenant().delete(leaver);
        List<String> ids = fake.tenant().userIds().subList(0, 60);
        for (String path : List.of("batch", "batch/admin/directory_v1", "batch/admin/directory/v1")) {
            List<String> read = new ArrayList<>();
            List<Integer> failures = new ArrayList<>();
            JsonBatchCallback<User> callback = new JsonBatchCallback<>() {
                @Override
                public void onSuccess(User user, HttpHeaders headers) {
                    read.add(user.getId());
                }

                @Override
                public void onFailure(GoogleJsonError error, HttpHeaders headers) {
                    failures.add(error.getCode());
                }
            };
            BatchRequest batch = client.batch().setBatchUrl(new GenericUrl(fake.origin() + "/" + path));
            for (String id : ids) {
                client.users().get(id).setFields("id").queue(batch, callback);
            }
            client.users().get(leaver).queue(batch, callback);
            batch.execute();

            assertThat(read).as(path).isEqualTo(ids);
            assertThat(failures).as(path).containsExactly(412);
        }
    }

    @Test
    @DisplayName("GOOGLE-37, GOOGLE-64: a deleted user is 412, another customer's group 403, in Google's error shape")
    void errors() {
        String leaver = fake.tenant().addUser("leaver@fake.example", "Le", "Aver");
        fake.tenant().delete(leaver);
        String foreign = fake.tenant().addForeignGroup("theirs@elsewhere.example");

        assertThatThrownBy(() -> client.users().get(leaver).execute())
                .isInstanceOfSatisfying(GoogleJsonResponseException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(412);
                    assertThat(e.getDetails().getErrors().get(0).getReason()).isEqualTo("conditionNotMet");
                });
        assertThatThrownBy(() -> client.members().list(foreign).execute())
                .isInstanceOfSatisfying(
                        GoogleJsonResponseException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(403));
    }

    @Test
    @DisplayName("GOOGLE-72: a mask without nextPageToken ends the listing after the first page")
    void maskHidesTheToken() throws IOException {
        Users page = client.users()
                .list()
                .setCustomer("my_customer")
                .setFields("users(id,name/givenName)")
                .execute();

        assertThat(page.getNextPageToken()).isNull();
        assertThat(page.getUsers()).hasSize(100);
        assertThat(page.getUsers().get(0).getPrimaryEmail()).isNull();
        assertThat(page.getUsers().get(0).getName().getGivenName()).isNotEmpty();
    }

    @Test
    @DisplayName("The same seed gives the same company and the same life")
    void seeded() {
        List<Set<String>> lives = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Tenant tenant = Tenant.of(new Plan(50, 4, "fake.example", 3, 1));
            new TenantLife(tenant, 11).live(300);
            Set<String> told = new TreeSet<>();
            tenant.model().standing().users().forEach((name, active) -> told.add(name + active));
            tenant.model().standing().groups().forEach((name, members) -> told.add(name + new TreeSet<>(members)));
            lives.add(told);
        }
        assertThat(lives.get(0)).isEqualTo(lives.get(1)).hasSizeGreaterThan(20);
    }
}
