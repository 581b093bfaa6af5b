package dev.rollcall.server.cli.local;

import dev.rollcall.core.command.Actor;

/**
 * Names the person at the gateway's machine who uses a command on the database and the key file: the audit shows which account of
 * the machine it was.
 */
final class Machine {

    private Machine() {}

    static Actor actor() {
        return new Actor(
                Actor.INSTALLATION,
                System.getProperty("user.name") + " on the gateway's machine",
                Actor.gateway(Actor.INSTALLATION).requestId());
    }
}
