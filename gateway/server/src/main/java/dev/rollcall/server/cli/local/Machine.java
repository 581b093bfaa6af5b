package dev.rollcall.server.cli.local;

import dev.rollcall.core.command.Actor;

/** The person who holds the database and the key file: the audit tells which account of the gateway's machine it was. */
final class Machine {

    private Machine() {}

    static Actor actor() {
        return new Actor(
                Actor.INSTALLATION,
                System.getProperty("user.name") + " on the gateway's machine",
                Actor.gateway(Actor.INSTALLATION).requestId());
    }
}
