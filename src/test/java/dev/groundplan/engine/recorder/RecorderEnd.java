package dev.groundplan.engine.recorder;

import dev.groundplan.engine.Outcome;

/** How a recorder's child ended, with a sentence when it did not succeed (else empty). */
record RecorderEnd(Outcome outcome, String message) {
    static final int STOPPED = 3;
    static final int FAILED = 4;

    static RecorderEnd of(int code) {
        return switch (code) {
            case 0 -> new RecorderEnd(Outcome.SUCCEEDED, "");
            case STOPPED -> new RecorderEnd(Outcome.CANCELED, "The recorder stopped when asked.");
            case FAILED ->
                    new RecorderEnd(Outcome.FAILED, "The recorder failed as it was told to.");
            default ->
                    new RecorderEnd(
                            Outcome.UNPROVEN, "The recorder ended with exit code " + code + ".");
        };
    }
}
