package dev.groundplan.engine.process;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;

class SandboxedChildFaultTests extends ChildFaults {
    @BeforeEach
    void needsBubblewrap() {
        assumeThat(Tools.onPath("bwrap")).as("bubblewrap is installed").isPresent();
    }

    @Override
    Isolation isolation() {
        return new Bubblewrap(Tools.onPath("bwrap").orElseThrow(), temp);
    }
}
