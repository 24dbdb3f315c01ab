package dev.groundplan.worker;

import dev.groundplan.testing.RecorderPortal;

@RecorderPortal
class H2CancelBorderTests extends CancelBorderContract {}
