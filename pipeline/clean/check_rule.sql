select rule, severity, message_vi, message_en from raw.check
