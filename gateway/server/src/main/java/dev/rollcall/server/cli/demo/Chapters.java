package dev.rollcall.server.cli.demo;

import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments.AddAssignment;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Collects what happened in the demo on which day, directory by directory, and plays it in the order of days. */
final class Chapters {

    /** Of people outside: their addresses are of no domain that the organisation has verified. */
    static final String OUTSIDE = "partner.example";

    private static final String DOMAIN = DemoOrganisation.DOMAIN;

    private static final int COLLEAGUES = 26;
    private static final int DAYS_BETWEEN = 3;

    /** More than may be taken out in one go. */
    private static final int STAFF = 14;

    private final UUID organisation;
    private final Past past;
    private final Calendar calendar;
    private final Directories directories;
    private final List<Event> events = new ArrayList<>();

    private record Event(int daysAgo, Runnable what) {}

    /** A directory of the story with its groups. */
    static final class Branch {
        private final List<UUID> groups = new ArrayList<>();
        private final List<UUID> people = new ArrayList<>();
        private final List<Directory> directory = new ArrayList<>();

        Directory directory() {
            return directory.get(0);
        }

        UUID staff() {
            return groups.get(1);
        }
    }

    Chapters(Pool pool, UUID organisation, Past past, Calendar calendar) {
        this.organisation = organisation;
        this.past = past;
        this.calendar = calendar;
        this.directories = new Directories(pool, calendar);
    }

    private void on(int daysAgo, Runnable what) {
        events.add(new Event(daysAgo, what));
    }

    /** Plays everything that was gathered. */
    void play() {
        events.sort(Comparator.comparingInt(Event::daysAgo).reversed());
        int day = -1;
        int happened = 0;
        for (Event event : events) {
            happened = event.daysAgo() == day ? happened + 1 : 0;
            day = event.daysAgo();
            calendar.to(day, happened);
            event.what().run();
        }
    }

    private Branch branch(String name, Adapter adapter, int since) {
        Branch branch = new Branch();
        on(
                since,
                () -> branch.directory.add(directories
                        .create(new Actor(organisation, Past.ADMINISTRATOR, Rows.newId()), name, adapter.provider())
                        .await()));
        return branch;
    }

    private void assign(Branch branch, int daysAgo) {
        on(daysAgo, () -> decide(new AddAssignment(branch.directory().id(), null, "IT administrators", "admin", null)));
        on(daysAgo, () -> decide(new AddAssignment(branch.directory().id(), null, "All staff", "member", null)));
    }

    private void decide(RuleCommand command) {
        past.decided(organisation, command);
    }

    private void groups(Branch branch, int daysAgo) {
        for (String name : List.of("IT administrators", "All staff", "Project Aurora")) {
            on(daysAgo, () -> branch.groups.add(past.group(branch.directory(), name)));
        }
    }

    private void joins(Branch branch, int daysAgo, Colleague who, int... groups) {
        on(daysAgo, () -> {
            UUID user = past.joins(branch.directory(), who);
            branch.people.add(user);
            for (int group : groups) {
                past.member(branch.directory(), branch.groups.get(group), user);
            }
        });
    }

    /** The directory that people play with first: colleagues come every few days, some leave, one comes back, and some are from outside. */
    Branch first(Directory directory) {
        Branch branch = new Branch();
        branch.directory.add(directory);
        int begin = DemoStory.DAYS - 2;
        on(DemoStory.DAYS - 1, () -> decide(new OfMember.Invite("owner@" + DOMAIN, "Robin Ferrari", "admin")));
        assign(branch, begin);
        groups(branch, begin);
        for (int i = 0; i < COLLEAGUES; i++) {
            int[] groups = i < 2 ? new int[] {0} : i % 4 == 0 ? new int[] {1, 2} : new int[] {1};
            joins(branch, begin - 1 - i * DAYS_BETWEEN, Colleague.number(i, DOMAIN), groups);
        }
        for (int[] leaver : new int[][] {{5, 52}, {9, 40}, {11, 39}, {14, 21}, {17, 8}}) {
            on(leaver[1], () -> past.leaves(directory, branch.people.get(leaver[0])));
        }
        for (int i = 0; i < 3; i++) {
            joins(branch, 20, Colleague.number(60 + i, OUTSIDE), 2);
        }
        on(30, () -> past.comesBack(directory, branch.people.get(9)));
        return branch;
    }

    /** Nine people, from whom nothing was heard for two weeks. */
    Branch silent(Adapter adapter) {
        Branch branch = branch(DemoStory.SILENT, adapter, 72);
        assign(branch, 72);
        groups(branch, 72);
        on(72, () -> decide(new ChangeState.Activate(branch.directory().id())));
        for (int i = 0; i < 9; i++) {
            joins(branch, 71 - i, Colleague.number(30 + i, DOMAIN), 1);
        }
        return branch;
    }

    /** A directory that lets in only whom a group gives a role: its staff, and not those who are in no such group. */
    Branch holding(Adapter adapter) {
        Branch branch = branch(DemoStory.HOLDING, adapter, 44);
        assign(branch, 44);
        groups(branch, 44);
        on(
                44,
                () -> decide(
                        new SetDirectoryRule.SetDefaultRole(branch.directory().id(), null)));
        on(44, () -> decide(new ChangeState.Activate(branch.directory().id())));
        for (int i = 0; i < STAFF; i++) {
            joins(branch, 43 - i, Colleague.number(40 + i, DOMAIN), 1);
        }
        for (int i = 0; i < 3; i++) {
            joins(branch, 12, Colleague.number(64 + i, DOMAIN), 2);
        }
        return branch;
    }

    /** A directory in preview. Some of its users are members already, because an administrator invited them. */
    Branch preview(Adapter adapter, List<Person> known) {
        known.forEach(person ->
                on(15, () -> decide(new OfMember.Invite(person.userName(), person.displayName(), "member"))));
        Branch branch = branch(DemoStory.PREVIEW, adapter, 5);
        on(5, () -> decide(new AddAssignment(branch.directory().id(), null, Plan.ADMIN_GROUP, "admin", null)));
        on(5, () -> decide(new AddAssignment(branch.directory().id(), null, Plan.MEMBER_GROUP, "member", null)));
        on(4, () -> decide(new ChangeState.StartPreview(branch.directory().id())));
        return branch;
    }
}
