-- order: field, code
select field, code, label_vi, label_en from clean.vocabulary
