package dev.groundplan.run.approval;

import dev.groundplan.testing.RecorderPortal;

@RecorderPortal
class H2ApprovalConstraintsTests extends ApprovalConstraintsContract {}
