package dev.groundplan.environment;

import dev.groundplan.testing.RecorderPortal;

@RecorderPortal
class H2StateVersionsTests extends StateVersionsContract {}
