package dev.rollcall.spi.simulate;

/** Something that stands at a fixed position in its simulated directory. */
interface Indexed {
    int index();
}
