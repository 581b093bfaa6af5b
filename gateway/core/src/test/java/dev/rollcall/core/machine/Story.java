package dev.rollcall.core.machine;

import dev.rollcall.core.machine.Moves.Kind;
import dev.rollcall.core.model.SeatPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a story from a seed. Keeps in mind roughly what it has told so far (who was created, which directory is live), so that
 * most steps mean something; whether they do is found out when they are played.
 */
final class Story {

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

    /** A story of 12 to 32 steps. */
    static List<Step> of(long seed) {
        Story story = new Story(seed);
        int length = 12 + story.random.nextInt(21);
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

    private void tell() {
        // Most of a story is about the first organisation and its first directory: there things come together.
        int org = chance(75) ? 0 : 1;
        int directory = chance(70) ? 0 : 1;
        if (steps.size() < 7 && chance(60)) {
            begin(org, directory);
        } else if (chance(50)) {
            steps.add(byIdp(org, directory));
        } else {
            steps.add(byAdmin(org, directory));
        }
    }

    /** What usually stands at the beginning. */
    private void begin(int org, int directory) {
        switch (random.nextInt(6)) {
            case 0 -> steps.add(Moves.invite(org, person(), role(60)));
            case 1 -> steps.add(Moves.seats(org, 1 + random.nextInt(5)));
            case 2, 3 -> steps.add(createUser(org, directory));
            case 4 -> steps.add(createGroup(org, directory));
            default -> steps.add(assign(org, directory));
        }
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
        return switch (random.nextInt(14)) {
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
            case 9 -> Moves.rename(org, directory, user, random.nextInt(3));
            case 10, 11 -> Moves.leave(org, directory, group, user);
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
        int group = random.nextInt(GROUPS);
        return Moves.assign(org, directory, group, role(50), chance(50), chance(50) ? 1 : 0);
    }

    private Step byAdmin(int org, int directory) {
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> life(org, directory);
            case 6, 7 -> assign(org, directory);
            case 8 -> Moves.change(org, directory, random.nextInt(3), role(40));
            case 9 -> Moves.unassign(org, directory, random.nextInt(3));
            case 10, 11 -> Moves.order(org, directory, random.nextInt(6));
            case 12 -> Moves.defaultRole(org, directory, chance(30) ? null : role(20));
            case 13 -> Moves.guard(org, directory, chance(50) ? 0 : 40, random.nextInt(3), 1 + random.nextInt(60));
            case 14, 15 -> Moves.seats(org, random.nextInt(6));
            case 16, 17 -> Moves.policy(org, any(SeatPolicy.values()));
            case 18 -> Moves.unverified(org, chance(60));
            case 19 -> Moves.protect(org, chance(70));
            case 20 -> Moves.verify(org, random.nextInt(2));
            case 21 -> Moves.release(org, random.nextInt(2));
            case 22, 23 -> Moves.invite(org, person(), role(50));
            case 24 -> Moves.edit(org, person(), role(30));
            case 25 -> Moves.remove(org, person());
            case 26, 27 -> Moves.decide(org, random.nextInt(3), chance(60));
            case 28 -> Moves.decideAll(org, directory, chance(60));
            default -> Moves.recompute(org, directory);
        };
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
