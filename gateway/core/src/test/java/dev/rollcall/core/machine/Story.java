package dev.rollcall.core.machine;

import dev.rollcall.core.command.ChangeState.Deactivate.Members;
import dev.rollcall.core.machine.Moves.Kind;
import dev.rollcall.core.model.SeatPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes a story from a seed. Keeps in mind roughly what it has told so far (who was created, which directory is live), so that
 * most steps mean something; whether they do is found out when they are played.
 */
final class Story {

    private static final String[] PROVIDERS = {"okta", "entra", "custom"};

    static final int PEOPLE = 6;
    static final int GROUPS = 3;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final boolean[][][] users = new boolean[World.ORGS][World.DIRECTORIES][PEOPLE];
    private final boolean[][][] groups = new boolean[World.ORGS][World.DIRECTORIES][GROUPS];
    private final Kind[][] states = new Kind[World.ORGS][World.DIRECTORIES];

    private Story(long seed) {
        // Random begins with similar numbers for similar seeds.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** A story of about 20 to 40 steps: something to begin with, then whatever comes. */
    static List<Step> of(long seed) {
        Story story = new Story(seed);
        story.begin(0, 0);
        if (story.chance(40)) {
            story.begin(0, 1);
        }
        if (story.chance(30)) {
            story.begin(1, 0);
        }
        int length = 20 + story.random.nextInt(21);
        while (story.steps.size() < length) {
            story.tell();
        }
        return story.steps;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private int person() {
        return random.nextInt(PEOPLE);
    }

    /** A directory with people, groups and roles, live or soon to be, in an organisation with a policy. */
    private void begin(int org, int directory) {
        List<Runnable> beginning = new ArrayList<>();
        sometimes(70, beginning, () -> steps.add(Moves.invite(org, person(), role(70))));
        sometimes(40, beginning, () -> steps.add(Moves.invite(org, person(), role(20))));
        sometimes(50, beginning, () -> steps.add(Moves.seats(org, 1 + random.nextInt(5))));
        sometimes(50, beginning, () -> steps.add(Moves.policy(org, any(SeatPolicy.values()))));
        sometimes(40, beginning, () -> steps.add(Moves.unverified(org, true)));
        sometimes(25, beginning, () -> steps.add(Moves.defaultRole(org, directory, chance(70) ? null : role(20))));
        sometimes(25, beginning, () -> steps.add(someGuard(org, directory)));
        sometimes(25, beginning, () -> steps.add(life(org, directory)));
        sometimes(30, beginning, () -> steps.add(Moves.nested(org, directory, true)));
        Collections.shuffle(beginning, random);
        sometimes(90, beginning, () -> steps.add(everybody(org, directory)));
        sometimes(90, beginning, () -> steps.add(everyGroup(org, directory)));
        for (int group = 0; group < GROUPS; group++) {
            int mapped = group;
            sometimes(
                    70,
                    beginning,
                    () -> steps.add(Moves.assign(org, directory, mapped, role(40), chance(30), chance(50) ? 1 : 0)));
        }
        sometimes(25, beginning, () -> steps.add(Moves.assignByTitle(org, directory, 0, role(40), chance(50) ? 1 : 0)));
        sometimes(25, beginning, () -> steps.add(Moves.title(org, directory, person(), 0)));
        sometimes(75, beginning, () -> steps.add(life(org, directory)));
        beginning.forEach(Runnable::run);
    }

    private void sometimes(int percent, List<Runnable> beginning, Runnable telling) {
        if (chance(percent)) {
            beginning.add(telling);
        }
    }

    private Step everybody(int org, int directory) {
        List<Step> all = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            if (chance(65)) {
                users[org][directory][person] = true;
                all.add(Moves.create(org, directory, person, person, chance(92)));
            }
        }
        return all.isEmpty() ? createUser(org, directory) : Moves.together(all);
    }

    private Step everyGroup(int org, int directory) {
        List<Step> all = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            groups[org][directory][group] = true;
            all.add(Moves.createGroup(org, directory, group, some()));
        }
        return Moves.together(all);
    }

    private Step someGuard(int org, int directory) {
        return Moves.guard(org, directory, chance(50) ? 0 : 30, random.nextInt(3), 1 + random.nextInt(60));
    }

    private void tell() {
        // Most of a story is about the first organisation and its first directory: there things come together.
        int org = chance(80) ? 0 : 1;
        int directory = chance(70) ? 0 : 1;
        steps.add(chance(50) ? byIdp(org, directory) : byAdmin(org, directory));
    }

    private Step byIdp(int org, int directory) {
        if (chance(12)) {
            List<Step> together = new ArrayList<>();
            int count = 2 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                together.add(write(org, directory));
            }
            return Moves.together(together);
        }
        return write(org, directory);
    }

    private Step write(int org, int directory) {
        boolean[] known = users[org][directory];
        boolean[] made = groups[org][directory];
        int user = pick(known);
        int group = pick(made);
        if (user < 0 || chance(18)) {
            return createUser(org, directory);
        }
        if (group < 0 || chance(8)) {
            return createGroup(org, directory);
        }
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> Moves.active(org, directory, user, chance(45));
            case 3 -> Moves.email(org, directory, user, chance(15) ? -1 : person());
            case 4 -> Moves.put(org, directory, user, chance(70) ? user : person(), chance(75));
            case 5, 6 -> {
                known[user] = false;
                yield Moves.delete(org, directory, user);
            }
            case 7 -> {
                made[group] = false;
                yield Moves.deleteGroup(org, directory, group);
            }
            case 8 -> Moves.setMembers(org, directory, group, some());
            case 9 ->
                chance(50)
                        ? Moves.rename(org, directory, user, random.nextInt(3))
                        : Moves.title(org, directory, user, random.nextInt(3) - 1);
            case 10, 11 -> Moves.leave(org, directory, group, user);
            case 14 -> {
                if (chance(70)) {
                    steps.add(Moves.active(org, directory, user, false));
                }
                yield Moves.hire(org, directory, user, random.nextInt(2), chance(40));
            }
            case 15, 16 -> Moves.nest(org, directory, group, random.nextInt(GROUPS), chance(70));
            default -> Moves.join(org, directory, group, user);
        };
    }

    private Step createUser(int org, int directory) {
        int person = person();
        users[org][directory][person] = true;
        int address = chance(85) ? person : chance(20) ? -1 : person();
        return Moves.create(org, directory, person, address, chance(90));
    }

    private Step createGroup(int org, int directory) {
        int group = random.nextInt(GROUPS);
        groups[org][directory][group] = true;
        return Moves.createGroup(org, directory, group, some());
    }

    private Step assign(int org, int directory) {
        if (chance(30)) {
            return Moves.assignByTitle(org, directory, random.nextInt(2), role(50), chance(50) ? 1 : 0);
        }
        int group = random.nextInt(GROUPS);
        return Moves.assign(org, directory, group, role(50), chance(50), chance(50) ? 1 : 0);
    }

    private Step byAdmin(int org, int directory) {
        return switch (random.nextInt(48)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> life(org, directory);
            case 8 -> assign(org, directory);
            case 9 -> Moves.change(org, directory, random.nextInt(3), role(40));
            case 10 -> Moves.unassign(org, directory, random.nextInt(3));
            case 11, 12 -> Moves.order(org, directory, random.nextInt(6));
            case 13 -> Moves.defaultRole(org, directory, chance(30) ? null : role(20));
            case 14 -> someGuard(org, directory);
            case 15, 16 -> Moves.seats(org, random.nextInt(6));
            case 17, 18 -> Moves.policy(org, any(SeatPolicy.values()));
            case 19 -> Moves.unverified(org, chance(60));
            case 20 -> Moves.protect(org, chance(70));
            case 21 -> Moves.verify(org, random.nextInt(2), chance(50));
            case 22 -> Moves.release(org, random.nextInt(2));
            case 23, 24 -> Moves.invite(org, person(), role(50));
            case 25, 26 -> Moves.edit(org, person(), role(30));
            case 27 -> Moves.remove(org, person());
            case 28, 29 -> Moves.decide(org, random.nextInt(3), chance(60));
            case 30 -> Moves.decideAll(org, directory, chance(60));
            case 31 -> Moves.recover(org, person(), 15 + random.nextInt(90));
            case 32 -> Moves.endRecovery(org, person());
            case 33 -> chance(50) ? Moves.undoAgain(org) : Moves.claim(org, random.nextInt(2));
            case 34 -> Moves.noteRecord(org, random.nextInt(2), chance(40));
            case 35 -> Moves.notEligible(org, random.nextInt(6));
            case 36 -> Moves.provider(org, directory, any(PROVIDERS));
            case 37 -> Moves.nameByHand(org, person(), random.nextInt(3));
            case 38 -> leavers(org, directory);
            case 40 ->
                Moves.conflict(chance(50) ? 0 : 1, person(), chance(50), chance(50) ? 0 : 15 + random.nextInt(60));
            case 41, 42 ->
                chance(50) ? Moves.verify(1 - org, random.nextInt(2), true) : Moves.release(org, random.nextInt(2));
            case 39 -> Moves.order(org, directory, random.nextInt(6));
            case 43, 44 -> Moves.nested(org, directory, chance(70));
            case 45, 46 -> renamedWhileOff(org, directory);
            default -> chance(75) ? takeOver(org, directory) : Moves.recompute(org, directory);
        };
    }

    private Step takeOver(int org, int directory) {
        states[org][directory] = Kind.ACTIVATE;
        states[org][1 - directory] = Kind.KEEP;
        return Moves.takeOver(org, directory, chance(50) ? Members.KEEP : Members.SUSPEND);
    }

    /** A directory is switched off and on again, and people get other addresses, leave or are other objects meanwhile. */
    private Step renamedWhileOff(int org, int directory) {
        steps.add(Moves.life(org, directory, chance(50) ? Kind.KEEP : chance(50) ? Kind.SUSPEND : Kind.UNDO));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int user = pick(users[org][directory]);
            if (user >= 0) {
                steps.add(
                        chance(60)
                                ? Moves.email(org, directory, user, person())
                                : chance(60)
                                        ? Moves.active(org, directory, user, chance(40))
                                        : Moves.hire(org, directory, user, random.nextInt(2), chance(50)));
            }
        }
        states[org][directory] = Kind.ACTIVATE;
        return Moves.life(org, directory, Kind.ACTIVATE);
    }

    private Step life(int org, int directory) {
        Kind state = states[org][directory];
        Kind next;
        if (chance(8)) {
            next = any(Kind.values());
        } else if (state == null || state == Kind.KEEP || state == Kind.SUSPEND || state == Kind.UNDO) {
            next = chance(75)
                    ? Kind.ACTIVATE
                    : state != null && state != Kind.UNDO && chance(60) ? Kind.UNDO : Kind.PREVIEW;
        } else if (state == Kind.PREVIEW) {
            next = Kind.ACTIVATE;
        } else if (state == Kind.PAUSE) {
            next = chance(70) ? Kind.RESUME : chance(50) ? Kind.UNDO : Kind.SUSPEND;
        } else {
            int n = random.nextInt(5);
            next = n == 0 ? Kind.KEEP : n == 1 ? Kind.SUSPEND : n == 2 ? Kind.PAUSE : Kind.UNDO;
        }
        states[org][directory] = next == Kind.RESUME ? Kind.ACTIVATE : next;
        return Moves.life(org, directory, next);
    }

    /** A mistake at the identity provider: it takes out nearly all users at once. */
    private Step leavers(int org, int directory) {
        List<Step> all = new ArrayList<>();
        boolean deletes = chance(40);
        for (int person = 0; person < PEOPLE; person++) {
            if (users[org][directory][person] && chance(80)) {
                users[org][directory][person] = !deletes;
                all.add(deletes ? Moves.delete(org, directory, person) : Moves.active(org, directory, person, false));
            }
        }
        return all.isEmpty() ? createUser(org, directory) : Moves.together(all);
    }

    private String role(int percentAdmin) {
        return chance(percentAdmin) ? "admin" : chance(65) ? "member" : "guest";
    }

    private List<Integer> some() {
        List<Integer> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            if (chance(35)) {
                people.add(i);
            }
        }
        return people;
    }

    private int pick(boolean[] present) {
        int start = random.nextInt(present.length);
        for (int i = 0; i < present.length; i++) {
            int index = (start + i) % present.length;
            if (present[index]) {
                return index;
            }
        }
        return -1;
    }
}
