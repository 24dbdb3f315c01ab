package dev.groundplan.run.log;

import dev.groundplan.testing.RecorderPortal;

@RecorderPortal
class H2RunLogTests extends RunLogContract {}
